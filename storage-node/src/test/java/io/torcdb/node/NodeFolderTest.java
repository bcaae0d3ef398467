package io.torcdb.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeFolderTest {
    @TempDir Path root;

    @Test
    void aNewFolderGetsAnIncarnationAndKeepsIt() throws IOException {
        NodeIdentity made;
        try (var folder = open()) {
            made = folder.identity();
        }

        try (var folder = open()) {
            assertThat(folder.identity()).isEqualTo(made);
        }
        assertThat(made.isRegistered()).isFalse();
        assertThat(UUID.fromString(made.incarnation()).version()).isEqualTo(4);
    }

    @Test
    void aRegistrationIsKept() throws IOException {
        var registered = new NodeIdentity(0xfedc_ba98_7654_3210L, -2, "incarnation", 4711);
        try (var folder = open()) {
            folder.become(registered);
        }

        try (var folder = open()) {
            assertThat(folder.identity()).isEqualTo(registered);
        }
    }

    @Test
    void aFolderInUseIsRefusedInASentence() throws IOException {
        try (var _ = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessage("The data folder " + root + " is in use by another storage node.");
        }
    }

    @Test
    void aFolderOfAnotherKindOrFormatIsRefused() throws IOException {
        Files.writeString(root.resolve("node.properties"), "kind=storage-node\nformat=99\n");

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not of a storage node of this version");
    }

    @Test
    void dataWithoutAnIdentityIsRefused() throws IOException {
        Files.createDirectory(root.resolve("logs"));

        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is missing beside the node's data");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefusedInASentence() throws IOException {
        var file = Files.createFile(root.resolve("file"));

        assertThatThrownBy(() -> NodeFolder.open(file, new Random(1)))
                .isInstanceOf(IOException.class)
                .hasMessage("The data folder " + file + " cannot be made.");
    }

    private NodeFolder open() throws IOException {
        return NodeFolder.open(root, new Random(1));
    }
}
