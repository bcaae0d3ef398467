package io.torcdb.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.Node;
import io.torcdb.proto.internal.RegisterReply;
import io.torcdb.proto.internal.RegisterRequest;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Time;
import io.torcdb.runtime.catalog.ControlClient;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a node known to its cluster, again at each start, since its addresses may have changed. */
final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

    private static final long TIMEOUT_NANOS = 10_000_000_000L;
    private static final long RETRY_NANOS = 200_000_000L;

    private final ControlClient control;
    private final Time time;

    Registration(ControlClient control, Time time) {
        this.control = control;
        this.time = time;
    }

    /** The cluster does not take this node, for good; the message is fit for users. */
    static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Registers {@code node} and waits, for as long as it takes, until the cluster has taken it.
     */
    RegisterReply await(long clusterId, Node node) throws RefusedException, InterruptedException {
        var request = RegisterRequest.newBuilder().setClusterId(clusterId).setNode(node).build();
        while (true) {
            var reply =
                    control.call(Method.CONTROL_REGISTER, request.toByteString(), TIMEOUT_NANOS);
            var taken = taken(reply);
            if (taken.isPresent()) {
                return taken.get();
            }
            time.sleep(RETRY_NANOS);
        }
    }

    private static Optional<RegisterReply> taken(Reply reply) throws RefusedException {
        if (reply instanceof Reply.NotDelivered(var reason, var refused) && refused) {
            throw new RefusedException("The node cannot join: " + reason + ".");
        }
        if (!(reply instanceof Reply.Answered(var payload))) {
            LOG.info("The control plane cannot be reached yet");
            return Optional.empty();
        }
        try {
            var answer = RegisterReply.parseFrom(payload);
            if (answer.getFailure().hasRefused()) {
                throw new RefusedException(answer.getFailure().getRefused());
            }
            if (answer.hasFailure() || answer.getNodeId() == 0 || answer.getClusterId() == 0) {
                LOG.info("The control plane does not register nodes yet: {}", answer.getFailure());
                return Optional.empty();
            }
            return Optional.of(answer);
        } catch (InvalidProtocolBufferException e) {
            LOG.error("The control plane answered a registration by something else", e);
            return Optional.empty();
        }
    }
}
