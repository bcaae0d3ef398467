package io.torcdb.control;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.TableReply;
import io.torcdb.proto.internal.TableRequest;
import io.torcdb.runtime.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A storage node that takes tables, or answers what a test says. */
public final class FakeNode implements AutoCloseable {
    /** What it was asked. */
    public final List<TableRequest> asked = new CopyOnWriteArrayList<>();

    private final Network.Listener listener;

    /** Serves as the node that {@link TestCatalog#node} describes. */
    public FakeNode(Network network, long node, Function<TableRequest, TableReply> answers) {
        try {
            listener =
                    network.listen(
                            "h",
                            (int) (100 + node),
                            (_, request, _, answer) -> {
                                try {
                                    var table = TableRequest.parseFrom(request);
                                    asked.add(table);
                                    answer.accept(answers.apply(table).toByteString());
                                } catch (InvalidProtocolBufferException e) {
                                    throw new IllegalArgumentException(e);
                                }
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that everything is applied. */
    public static TableReply done(TableRequest request) {
        return TableReply.getDefaultInstance();
    }

    /** Says who leads. */
    public static TableReply leaderIs(long node) {
        return TableReply.newBuilder()
                .setFailure(
                        NodeFailure.newBuilder()
                                .setNotLeader(NodeFailure.NotLeader.newBuilder().setLeader(node)))
                .build();
    }

    /** Says that it cannot serve now. */
    public static TableReply notReady() {
        return TableReply.newBuilder()
                .setFailure(NodeFailure.newBuilder().setNotReady("starting"))
                .build();
    }

    @Override
    public void close() {
        listener.close();
    }
}
