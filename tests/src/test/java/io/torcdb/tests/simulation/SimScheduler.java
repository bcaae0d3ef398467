package io.torcdb.tests.simulation;

import io.torcdb.runtime.Time;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Runs events one at a time in the order of their virtual times; what chance there is comes from
 * one seed.
 */
final class SimScheduler {
    static final long MICRO = 1_000;
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000_000_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SplittableRandom random;
    private long now;
    private long scheduled;

    private record Event(long at, long order, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    SimScheduler(long seed) {
        this.random = new SplittableRandom(seed);
    }

    SplittableRandom random() {
        return random;
    }

    long now() {
        return now;
    }

    /** Returns whether something happens that happens with {@code probability}. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Returns a duration in [0, {@code most}), short ones far likelier than long ones. */
    long delay(long most) {
        double share = random.nextDouble();
        return (long) (most * share * share * share * share);
    }

    void after(long nanos, Runnable task) {
        events.add(new Event(now + nanos, scheduled++, task));
    }

    /** Runs the next event; returns false when there is none or it lies beyond {@code until}. */
    boolean step(long until) {
        Event next = events.peek();
        if (next == null || next.at() > until) {
            now = Math.max(now, until);
            return false;
        }
        events.remove();
        now = next.at();
        next.task().run();
        return true;
    }

    /**
     * Returns the time of one process.
     *
     * @param alive whether the process still runs; timers of a dead one do nothing
     * @param skewMillis how far its wall clock is off
     */
    Time time(BooleanSupplier alive, long skewMillis) {
        return new ProcessTime(alive, skewMillis);
    }

    private final class ProcessTime implements Time {
        private final BooleanSupplier alive;
        private final long skewMillis;

        ProcessTime(BooleanSupplier alive, long skewMillis) {
            this.alive = alive;
            this.skewMillis = skewMillis;
        }

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long currentMillis() {
            return now / MILLI + skewMillis;
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            var cancelled = new boolean[1];
            after(
                    delayNanos,
                    () -> {
                        if (!cancelled[0] && alive.getAsBoolean()) {
                            task.run();
                        }
                    });
            return () -> cancelled[0] = true;
        }

        @Override
        public void sleep(long nanos) {
            throw new UnsupportedOperationException("nothing waits in this simulation");
        }
    }
}
