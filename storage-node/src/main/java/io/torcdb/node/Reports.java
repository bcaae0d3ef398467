package io.torcdb.node;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.proto.internal.HeartbeatReply;
import io.torcdb.proto.internal.HeartbeatRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Time;
import io.torcdb.runtime.catalog.ControlClient;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the control plane how the node's replicas are: every second, and at once when another group
 * is led. Used by one thread.
 */
final class Reports {
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private static final long LOOK_EVERY_NANOS = 100_000_000L;
    private static final long REPORT_EVERY_NANOS = 1_000_000_000L;
    private static final long TIMEOUT_NANOS = 1_000_000_000L;

    private final NodeFolder folder;
    private final Replicas replicas;
    private final DiskRoom room;
    private final ControlClient control;
    private final Time time;
    private long lastNanos;
    private List<String> lastLed = List.of();

    Reports(NodeFolder folder, Replicas replicas, DiskRoom room, ControlClient control, Time time) {
        this.folder = folder;
        this.replicas = replicas;
        this.room = room;
        this.control = control;
        this.time = time;
        this.lastNanos = time.nanoTime() - REPORT_EVERY_NANOS;
    }

    /** Waits a moment, looks, and reports when it is time. */
    void step() throws InterruptedException {
        time.sleep(LOOK_EVERY_NANOS);
        var led = replicas.led();
        var now = time.nanoTime();
        if (now - lastNanos < REPORT_EVERY_NANOS && led.equals(lastLed)) {
            return;
        }
        lastNanos = now;
        lastLed = led;
        room.look();
        send();
    }

    private void send() {
        var request =
                HeartbeatRequest.newBuilder()
                        .setNodeId(folder.identity().nodeId())
                        .addAllGroups(replicas.reports())
                        .build();
        var reply = control.call(Method.CONTROL_HEARTBEAT, request.toByteString(), TIMEOUT_NANOS);
        switch (reply) {
            case Reply.Answered(var payload) -> {
                try {
                    var answer = HeartbeatReply.parseFrom(payload);
                    if (answer.hasFailure()) {
                        LOG.warn("A heartbeat was not taken: {}", answer.getFailure());
                    }
                } catch (InvalidProtocolBufferException e) {
                    LOG.error("The control plane answered a heartbeat by something else", e);
                }
            }
            case Reply.NotDelivered _, Reply.Unknown _ ->
                    LOG.debug("The control plane does not take heartbeats: {}", reply);
        }
    }
}
