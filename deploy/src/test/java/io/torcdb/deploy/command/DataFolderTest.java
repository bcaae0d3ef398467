package io.torcdb.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void aFolderIsUsedByOneAtATime() throws IOException {
        try (var held = DataFolder.open(folder.resolve("data"))) {
            assertThatThrownBy(() -> DataFolder.open(held.path()))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining(held.path().toString())
                    .hasMessageContaining("in use")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aFolderThatWasGivenBackIsFree() throws IOException {
        DataFolder.open(folder).close();

        try (var again = DataFolder.open(folder)) {
            assertThat(again.path()).isEqualTo(folder.toAbsolutePath().normalize());
        }
    }
}
