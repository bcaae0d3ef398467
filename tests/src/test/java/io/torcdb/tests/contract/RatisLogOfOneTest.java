package io.torcdb.tests.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.ratis.RatisConfig;
import io.torcdb.replication.ratis.RatisLogServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class RatisLogOfOneTest extends ReplicatedLogContract {
    RatisLogOfOneTest() {
        super((self, folder) -> RatisLogServer.open(new RatisConfig(self, folder, false)), 1);
    }

    @Test
    void aLogThatCannotWriteIsReportedOnce() throws IOException {
        var leader = cluster.leader();
        cluster.write(leader, entries(10));
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }

        // The open file can still be written, the next one not be made.
        for (var i = 0; i < 10 && cluster.machine(leader).failures().isEmpty(); i++) {
            var entry = new byte[ReplicatedLog.MAX_ENTRY_BYTES];
            var before = cluster.machine(leader).size();
            var proposal = cluster.propose(leader, entry);
            LogCluster.until(
                    "it is applied or fails",
                    () ->
                            cluster.machine(leader).size() > before
                                    || proposal.failed()
                                    || !cluster.machine(leader).failures().isEmpty());
        }

        LogCluster.until("the report", () -> !cluster.machine(leader).failures().isEmpty());
    }

    @Test
    void aTakenPortIsSaidInASentence() {
        var taken = cluster.members().getFirst();

        assertThatThrownBy(() ->
                        RatisLogServer.open(new RatisConfig(taken, folder.resolve("other"), false)))
                .hasMessageContaining(taken.address())
                .hasMessageContaining("in use");
    }
}
