package io.torcdb.node.rpc;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.torcdb.node.sequencer.GroupService;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.TableReply;
import io.torcdb.proto.internal.TableRequest;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A kind of request that a group serves.
 *
 * @param <Q> the request
 * @param <R> the reply
 * @param parser decodes the request
 * @param group tells the group that it is for
 * @param refusal makes a reply of a failure
 * @param handover hands it to the group
 */
record Served<Q extends Message, R extends Message>(
        Parser<Q> parser,
        ToLongFunction<Q> group,
        Function<NodeFailure, R> refusal,
        Handover<Q, R> handover) {
    static final Served<WriteRequest, WriteReply> WRITE =
            new Served<>(
                    WriteRequest.parser(),
                    request -> request.getTarget().getGroup(),
                    failure -> WriteReply.newBuilder().setFailure(failure).build(),
                    GroupService::write);

    static final Served<ReadRequest, ReadReply> READ =
            new Served<>(
                    ReadRequest.parser(),
                    request -> request.getTarget().getGroup(),
                    failure -> ReadReply.newBuilder().setFailure(failure).build(),
                    GroupService::read);

    static final Served<RangeRequest, RangeReply> RANGE =
            new Served<>(
                    RangeRequest.parser(),
                    request -> request.getTarget().getGroup(),
                    failure -> RangeReply.newBuilder().setFailure(failure).build(),
                    GroupService::range);

    static final Served<TableRequest, TableReply> TABLE =
            new Served<>(
                    TableRequest.parser(),
                    TableRequest::getGroup,
                    failure -> TableReply.newBuilder().setFailure(failure).build(),
                    GroupService::table);

    /** Hands a request to the group it is for. */
    @FunctionalInterface
    interface Handover<Q, R> {
        void to(GroupService service, Q request, long timeoutNanos, Consumer<R> answer);
    }
}
