package io.torcdb.router.operation.page;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.Origin;
import io.torcdb.proto.internal.RangeReply;
import io.torcdb.proto.internal.RangeRequest;
import io.torcdb.proto.internal.Target;
import io.torcdb.router.routing.Call;
import org.jspecify.annotations.Nullable;

/**
 * A page of one partition on its way to a node; what is asked for never reaches beyond the
 * partition.
 */
final class RangeCall implements Call<RangeReply> {
    private final RangeRequest.Builder request;
    private final Bounds bounds;
    private volatile ByteString askedEnd = ByteString.EMPTY;

    RangeCall(RangeRequest.Builder request, Bounds bounds) {
        this.request = request;
        this.bounds = bounds;
    }

    /** Returns the exclusive end of what the last attempt asked for; empty is the table's end. */
    ByteString askedEnd() {
        return askedEnd;
    }

    @Override
    public Method method() {
        return Method.NODE_RANGE;
    }

    @Override
    public boolean changesData() {
        return false;
    }

    @Override
    public boolean anyReplica() {
        return !request.getStrong();
    }

    @Override
    public ByteString encode(PartitionInfo partition, Target target) {
        askedEnd = Bounds.lesserEnd(bounds.upper(), Bounds.endOf(partition));
        return request.setTarget(target)
                .setLower(bounds.lower())
                .setUpper(askedEnd)
                .build()
                .toByteString();
    }

    @Override
    public RangeReply decode(ByteString reply) throws InvalidProtocolBufferException {
        return RangeReply.parseFrom(reply);
    }

    @Override
    public @Nullable NodeFailure failureOf(RangeReply reply) {
        return switch (reply.getOutcomeCase()) {
            case FAILURE, OUTCOME_NOT_SET -> reply.getFailure();
            case PAGE -> null;
        };
    }

    @Override
    public Origin originOf(RangeReply reply) {
        return reply.getOrigin();
    }
}
