package io.torcdb.tests.replication;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;

/**
 * Delays one append between Ratis' term check and its log. {@link DelayPointPatch} puts a call of
 * it in front of {@code RaftLogBase.append}; the JVM runs with that class instead of Ratis' own.
 */
public final class DelayPoint {
    private static final AtomicReference<Held> HELD = new AtomicReference<>(new Held("", ""));

    private DelayPoint() {}

    /** Called by the patched log with itself and what it is to append. */
    public static void enter(Object log, List<?> entries) {
        var held = HELD.get();
        if (held.wants(log.toString(), entries)) {
            held.reached.countDown();
            Trio.await(held.released);
        }
    }

    /** Holds the append of {@code entry} at {@code server}. */
    static Held hold(String server, String entry) {
        var held = new Held(server, entry);
        HELD.set(held);
        return held;
    }

    /** An append that is, or will be, held. */
    static final class Held {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final String server;
        private final String entry;

        private Held(String server, String entry) {
            this.server = server;
            this.entry = entry;
        }

        private boolean wants(String log, List<?> entries) {
            return !entry.isEmpty()
                    && log.startsWith(server + "@")
                    && entries.stream()
                            .anyMatch(each -> Trio.text((LogEntryProto) each).equals(entry));
        }

        void awaitReached() {
            Trio.await(reached);
        }

        void release() {
            released.countDown();
        }
    }
}
