package io.torcdb.control.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.WatchReply;
import io.torcdb.wire.CatalogCodec;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchesTest {
    @TempDir Path folder;

    private EdgeBench at;

    @BeforeEach
    void open() {
        at = new EdgeBench(folder);
    }

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void oneWhoHasNothingGetsTheWholeImage() {
        at.makeGroups();

        var reply =
                at.call(
                        Method.CONTROL_WATCH,
                        EdgeBench.watch(0, EdgeBench.WAIT_MILLIS),
                        WatchReply.parser());

        assertThat(CatalogCodec.decode(reply.getImage())).isEqualTo(at.image());
    }

    @Test
    void oneWhoIsBehindGetsTheChanges() {
        var before = at.image();
        at.makeGroups();

        var reply =
                at.call(
                        Method.CONTROL_WATCH,
                        EdgeBench.watch(before.version(), EdgeBench.WAIT_MILLIS),
                        WatchReply.parser());

        assertThat(reply.hasImage()).isFalse();
        for (var change : reply.getChangesList()) {
            before = before.with(CatalogCodec.decode(change)).orElseThrow();
        }
        assertThat(before).isEqualTo(at.image());
    }

    @Test
    void oneWhoIsUpToDateWaitsForTheNextChange() {
        var waiting =
                at.ask(
                        Method.CONTROL_WATCH,
                        EdgeBench.watch(at.image().version(), EdgeBench.WAIT_MILLIS));
        assertThat(waiting).isNotDone();

        at.makeGroups();

        assertThat(EdgeBench.parsed(waiting, WatchReply.parser()).getChangesCount()).isPositive();
    }

    @Test
    void aPollEndsWithItsWait() {
        var reply =
                at.call(
                        Method.CONTROL_WATCH,
                        EdgeBench.watch(at.image().version(), 50),
                        WatchReply.parser());

        assertThat(reply.hasFailure()).isFalse();
        assertThat(reply.getChangesCount()).isZero();
    }

    @Test
    void aPollEndsWithTheLeadership() {
        var waiting =
                at.ask(
                        Method.CONTROL_WATCH,
                        EdgeBench.watch(at.image().version(), EdgeBench.WAIT_MILLIS));

        at.bench.log.stopLeading();

        assertThat(EdgeBench.parsed(waiting, WatchReply.parser()).getFailure().hasNotLeader())
                .isTrue();
    }

    @Test
    void aPollEndsWithTheControlPlane() {
        var waiting =
                at.ask(
                        Method.CONTROL_WATCH,
                        EdgeBench.watch(at.image().version(), EdgeBench.WAIT_MILLIS));

        at.edge.close();

        assertThat(EdgeBench.parsed(waiting, WatchReply.parser()).getFailure().hasNotLeader())
                .isTrue();
    }

    @Test
    void aQuestionForTheNewestIsAnsweredOnlyByOneWhoProvesThatItLeads() {
        at.makeGroups();
        assertThat(
                        at.call(Method.CONTROL_WATCH, EdgeBench.watch(0, 0), WatchReply.parser())
                                .hasImage())
                .isTrue();

        at.bench.log.proves(false);

        assertThat(
                        at.call(Method.CONTROL_WATCH, EdgeBench.watch(0, 0), WatchReply.parser())
                                .getFailure()
                                .hasNotLeader())
                .isTrue();
    }

    @Test
    void thoseWhoWaitLearnThatAnotherNodeLeads() {
        at.makeGroups();
        var group = at.image().groups().getFirst().id();
        var node = at.image().nodes().getFirst().id();
        var waiting =
                at.ask(
                        Method.CONTROL_WATCH,
                        EdgeBench.watch(at.image().version(), EdgeBench.WAIT_MILLIS));

        var beat = at.heartbeat(node, group, 0, 0);

        assertThat(beat.hasFailure()).isFalse();
        assertThat(EdgeBench.parsed(waiting, WatchReply.parser()).getLeadersList())
                .containsExactly(group, node);
    }
}
