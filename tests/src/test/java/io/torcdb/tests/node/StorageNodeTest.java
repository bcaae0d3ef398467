package io.torcdb.tests.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class StorageNodeTest {
    @TempDir Path root;

    @Test
    void aNodeThatIsStoppedAndStartedHasEverything() throws Exception {
        try (var cluster = new NodeCluster(root, 1, 1)) {
            cluster.awaitReady();
            cluster.createTable("things");
            for (var number = 0; number < 50; number++) {
                cluster.put("things", "id" + number, "value" + number);
            }

            cluster.stop(1);
            var begun = cluster.nanoTime();
            cluster.start(1);
            cluster.awaitReady();
            var readyMillis = (cluster.nanoTime() - begun) / 1_000_000;

            for (var number = 0; number < 50; number++) {
                assertThat(cluster.get("things", "id" + number)).isEqualTo("value" + number);
            }
            assertThat(cluster.get("things", "other")).isEmpty();
            assertThat(cluster.fatal).isEmpty();
            assertThat(readyMillis).isLessThan(5_000);
        }
    }

    @Test
    void threeNodesReplicateAndGoOnWhileOneIsDown() throws Exception {
        try (var cluster = new NodeCluster(root, 3, 3)) {
            cluster.awaitReady();
            cluster.createTable("things");
            cluster.put("things", "before", "1");

            cluster.stop(2);
            cluster.put("things", "meanwhile", "2");
            cluster.start(2);
            cluster.awaitReady();
            cluster.stop(1);
            cluster.put("things", "after", "3");

            assertThat(cluster.get("things", "before")).isEqualTo("1");
            assertThat(cluster.get("things", "meanwhile")).isEqualTo("2");
            assertThat(cluster.get("things", "after")).isEqualTo("3");
            assertThat(cluster.fatal).isEmpty();
        }
    }

    /** A log keeps some entries and purges whole segments: the node must miss more than that. */
    @Test
    void aNodeThatWasDownUntilItsEntriesWerePurgedCopiesTheState() throws Exception {
        var value = "x".repeat(60_000);
        try (var cluster = new NodeCluster(root, 3, 3)) {
            cluster.awaitReady();
            cluster.createTable("things");
            var ids = cluster.idsOfOneGroup("things", 1_500);
            cluster.put("things", ids.getFirst(), "first");

            cluster.stop(2);
            for (var id : ids.subList(1, ids.size())) {
                cluster.put("things", id, id + value);
            }
            cluster.purge("things", ids.getFirst());
            cluster.start(2);
            cluster.awaitReady();
            cluster.stop(1); // from here on the majority needs the copy

            cluster.put("things", "later", "1");
            assertThat(cluster.get("things", ids.getFirst())).isEqualTo("first");
            assertThat(cluster.get("things", ids.getLast())).isEqualTo(ids.getLast() + value);
            assertThat(copiedStores(root.resolve("node-2"))).isPositive();
            assertThat(cluster.fatal).isEmpty();
        }
    }

    private static long copiedStores(Path node) throws IOException {
        try (var files = Files.find(node, 3, (file, _) -> file.endsWith("store-2"))) {
            return files.count();
        }
    }

    @Test
    void aDataFolderIsUsedByOneNodeAtATime() throws Exception {
        try (var cluster = new NodeCluster(root, 1, 1)) {
            cluster.awaitReady();

            assertThatThrownBy(() -> cluster.start(1))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith("is in use by another storage node.");
            assertThat(cluster.fatal).isEmpty();
        }
    }
}
