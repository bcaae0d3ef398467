package io.torcdb.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.deploy.command.CommandFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalPlanTest {
    private final Random random = new Random(7);

    @TempDir private Path folder = Path.of("");

    @Test
    void aClusterKeepsItsNodesAndPorts() throws IOException {
        var born = LocalPlan.open(folder, 3, random);

        assertThat(LocalPlan.open(folder, 0, random)).isEqualTo(born);
        assertThat(LocalPlan.open(folder, 3, random)).isEqualTo(born);
    }

    @Test
    void aClusterIsBornWithOneNode() throws IOException {
        assertThat(LocalPlan.open(folder, 0, random).nodes()).isEqualTo(1);
    }

    @Test
    void anotherNumberOfNodesIsRefused() throws IOException {
        var _ = LocalPlan.open(folder, 1, random);

        assertThatThrownBy(() -> LocalPlan.open(folder, 3, random))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("has 1 storage node(s), not 3");
    }

    @Test
    void aFolderOfSomethingElseIsRefused() throws IOException {
        var _ = Files.writeString(folder.resolve("torc.properties"), "format=9\n");

        assertThatThrownBy(() -> LocalPlan.open(folder, 0, random))
                .isInstanceOf(CommandFailed.class);
    }
}
