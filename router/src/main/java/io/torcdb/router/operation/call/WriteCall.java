package io.torcdb.router.operation.call;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.Origin;
import io.torcdb.proto.internal.Target;
import io.torcdb.proto.internal.WriteReply;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.router.routing.Call;
import org.jspecify.annotations.Nullable;

/** A write of one item on its way to a node. */
public record WriteCall(WriteRequest.Builder request) implements Call<WriteReply> {
    @Override
    public Method method() {
        return Method.NODE_WRITE;
    }

    @Override
    public boolean changesData() {
        return true;
    }

    @Override
    public ByteString encode(PartitionInfo partition, Target target) {
        return request.setTarget(target).build().toByteString();
    }

    @Override
    public WriteReply decode(ByteString reply) throws InvalidProtocolBufferException {
        return WriteReply.parseFrom(reply);
    }

    @Override
    public @Nullable NodeFailure failureOf(WriteReply reply) {
        return switch (reply.getOutcomeCase()) {
            case FAILURE, OUTCOME_NOT_SET -> reply.getFailure();
            case WRITTEN, CONDITION_FAILED -> null;
        };
    }

    @Override
    public Origin originOf(WriteReply reply) {
        return reply.getOrigin();
    }
}
