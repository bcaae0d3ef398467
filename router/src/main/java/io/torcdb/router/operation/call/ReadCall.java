package io.torcdb.router.operation.call;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.Origin;
import io.torcdb.proto.internal.ReadReply;
import io.torcdb.proto.internal.ReadRequest;
import io.torcdb.proto.internal.Target;
import io.torcdb.router.routing.Call;
import org.jspecify.annotations.Nullable;

/** A read of one item on its way to a node. */
public record ReadCall(ReadRequest.Builder request) implements Call<ReadReply> {
    @Override
    public Method method() {
        return Method.NODE_READ;
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
        return request.setTarget(target).build().toByteString();
    }

    @Override
    public ReadReply decode(ByteString reply) throws InvalidProtocolBufferException {
        return ReadReply.parseFrom(reply);
    }

    @Override
    public @Nullable NodeFailure failureOf(ReadReply reply) {
        return switch (reply.getOutcomeCase()) {
            case FAILURE, OUTCOME_NOT_SET -> reply.getFailure();
            case FOUND -> null;
        };
    }

    @Override
    public Origin originOf(ReadReply reply) {
        return reply.getOrigin();
    }
}
