package io.torcdb.node.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplicaFolderTest {
    @TempDir Path root;

    @Test
    void theStoreInUseIsTheSameAfterARestart() throws IOException {
        var store = ReplicaFolder.open(root).store();
        Files.createDirectory(store);

        assertThat(ReplicaFolder.open(root).store()).isEqualTo(store);
        assertThat(store).isDirectory();
    }

    @Test
    void anAdoptedCopyReplacesTheStoreForGood() throws IOException {
        var folder = ReplicaFolder.open(root);
        var before = folder.store();
        Files.createDirectory(before);
        Files.writeString(folder.emptyIncoming().resolve("file"), "copied");

        folder.adoptIncoming();

        assertThat(folder.store().resolve("file")).hasContent("copied");
        assertThat(before).doesNotExist();
        assertThat(ReplicaFolder.open(root).store()).isEqualTo(folder.store());
    }

    @Test
    void aCopyThatWasNotAdoptedIsRemovedAndTheStoreKept() throws IOException {
        var folder = ReplicaFolder.open(root);
        Files.writeString(Files.createDirectory(folder.store()).resolve("file"), "kept");
        var incoming = folder.emptyIncoming();
        Files.writeString(incoming.resolve("file"), "half a copy");
        Files.createDirectory(root.resolve("store-2")); // renamed, but not named in "current"

        var opened = ReplicaFolder.open(root);

        assertThat(opened.store().resolve("file")).hasContent("kept");
        assertThat(incoming).doesNotExist();
        assertThat(root.resolve("store-2")).doesNotExist();
    }

    @Test
    void aFolderWhoseStoreIsNotNamedIsRefusedAndNothingInItRemoved() throws IOException {
        var folder = ReplicaFolder.open(root);
        Files.createDirectory(folder.store());
        Files.delete(root.resolve("current"));

        assertThatThrownBy(() -> ReplicaFolder.open(root)).isInstanceOf(IOException.class);
        assertThat(folder.store()).isDirectory();
    }
}
