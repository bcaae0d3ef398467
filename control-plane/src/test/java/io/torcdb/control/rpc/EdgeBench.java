package io.torcdb.control.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.torcdb.control.ControlBench;
import io.torcdb.control.TestCatalog;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.membership.ClusterBirth;
import io.torcdb.control.membership.Registration;
import io.torcdb.control.placement.FirstGroups;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.proto.internal.GroupReport;
import io.torcdb.proto.internal.HeartbeatReply;
import io.torcdb.proto.internal.HeartbeatRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.PartitionReport;
import io.torcdb.proto.internal.WatchRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An edge over a log in memory, in a cluster that is born. */
final class EdgeBench implements AutoCloseable {
    static final int WAIT_MILLIS = 20_000;

    final ControlBench bench;
    final ControlEdge edge;

    EdgeBench(Path folder) {
        bench = new ControlBench(folder);
        edge =
                new ControlEdge(
                        new ControlEdge.Seat(2, List.of("h:1", "h:3")),
                        bench.proposer,
                        bench.log,
                        bench.heartbeats,
                        bench.platform());
        edge.start();
        bench.log.lead();
        bench.make(new ClusterBirth(1, 2, 2).plan(bench.platform().random()));
    }

    @Override
    public void close() {
        edge.close();
        bench.close();
    }

    CompletableFuture<ByteString> ask(Method method, Message request) {
        var answer = new CompletableFuture<ByteString>();
        edge.handle(
                method,
                request.toByteString(),
                ControlBench.LONG,
                reply -> assertThat(answer.complete(reply)).isTrue());
        return answer;
    }

    <R> R call(Method method, Message request, Parser<R> parser) {
        return parsed(ask(method, request), parser);
    }

    static <R> R parsed(CompletableFuture<ByteString> reply, Parser<R> parser) {
        try {
            return parser.parseFrom(reply.join());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    void makeGroups() {
        for (int i = 1; i <= 2; i++) {
            bench.make(new Registration(0, TestCatalog.newNode(i)).plan());
        }
        bench.make(
                image -> Plan.propose(FirstGroups.plan(image, image.nodes().size()).orElseThrow()));
    }

    static WatchRequest watch(long version, int waitMillis) {
        return WatchRequest.newBuilder().setVersion(version).setWaitMillis(waitMillis).build();
    }

    CatalogImage image() {
        return bench.machine.image();
    }

    HeartbeatReply heartbeat(long node, long group, long partition, long items) {
        var report =
                GroupReport.newBuilder()
                        .setGroup(group)
                        .setRole("LEADER")
                        .setTerm(1)
                        .addPartitions(
                                PartitionReport.newBuilder()
                                        .setPartition(partition)
                                        .setItems(items)
                                        .setBytes(items));
        return call(
                Method.CONTROL_HEARTBEAT,
                HeartbeatRequest.newBuilder().setNodeId(node).addGroups(report).build(),
                HeartbeatReply.parser());
    }
}
