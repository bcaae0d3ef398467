package io.torcdb.node.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The logical thread, on many real ones. */
class ThreadsTest {
    private static final int THREADS = 4;
    private static final int MESSAGES = 20_000;

    @Test
    void messagesRunOneAtATimeAndNoneIsLost() throws InterruptedException {
        var inside = new AtomicBoolean();
        var overlaps = new AtomicLong();
        var done = new CountDownLatch(THREADS * MESSAGES);
        var counted = new long[1]; // no lock: only the mailbox orders its changes
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Executor direct = Runnable::run;
            var mailbox =
                    new Mailbox(
                            new Execution(direct, pool, pool), () -> {}, overlapsAsBug(overlaps));
            Runnable message =
                    () -> {
                        if (!inside.compareAndSet(false, true)) {
                            overlaps.incrementAndGet();
                        }
                        counted[0]++;
                        inside.set(false);
                        done.countDown();
                    };

            for (int thread = 0; thread < THREADS; thread++) {
                boolean caller = thread % 2 == 0;
                pool.execute(() -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        if (caller) {
                            mailbox.fromCaller(message);
                        } else {
                            mailbox.fromLog(message);
                        }
                    }
                });
            }

            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(overlaps).hasValue(0);
        assertThat(counted[0]).isEqualTo((long) THREADS * MESSAGES);
    }

    private static Consumer<Throwable> overlapsAsBug(AtomicLong overlaps) {
        return _ -> overlaps.incrementAndGet();
    }
}
