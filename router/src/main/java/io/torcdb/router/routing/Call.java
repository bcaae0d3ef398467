package io.torcdb.router.routing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.proto.internal.Origin;
import io.torcdb.proto.internal.Target;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request to a storage node.
 *
 * @param <R> the reply's message
 */
public interface Call<R> {
    /** Returns what the node is asked for. */
    Method method();

    /**
     * Returns whether it may change data: then it is never repeated once it may have been applied.
     */
    boolean changesData();

    /** Returns whether any replica may do it, and not the group's leader only. */
    default boolean anyReplica() {
        return false;
    }

    /** Returns the encoded request for the partition that the router's map names now. */
    ByteString encode(PartitionInfo partition, Target target);

    /** Decodes a reply. */
    R decode(ByteString reply) throws InvalidProtocolBufferException;

    /** Returns why the node did not do it, or null if it did. */
    @Nullable NodeFailure failureOf(R reply);

    /** Returns where the reply comes from. */
    Origin originOf(R reply);
}
