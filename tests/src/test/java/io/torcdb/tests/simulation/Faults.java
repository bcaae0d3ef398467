package io.torcdb.tests.simulation;

import static io.torcdb.tests.simulation.SimScheduler.MILLI;

import java.util.SplittableRandom;

/**
 * How badly a run goes.
 *
 * @param electionNanos mean time between elections
 * @param crashNanos mean time between crashes
 * @param restoreNanos mean time between replacements of a lagging state by a copy
 * @param isolationNanos mean time between isolations of a follower
 * @param refused chance that a proposal is refused and not in the log
 * @param late chance that a proposal enters the log much later, or in another term
 * @param lost chance that a proposal vanishes without a word
 * @param fallNanos the most that a leader takes to learn of its fall
 * @param lagNanos the most that a replica takes to apply an entry
 * @param diskNanos the most that a read of the disk takes
 * @param unprovable chance that a proof fails for no reason
 * @param missing chance that an item is not in memory
 */
record Faults(
        long electionNanos,
        long crashNanos,
        long restoreNanos,
        long isolationNanos,
        double refused,
        double late,
        double lost,
        long fallNanos,
        long lagNanos,
        long diskNanos,
        double unprovable,
        double missing) {

    /** No faults, and little delay. */
    static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0, MILLI, MILLI, MILLI, 0, 0);

    /** Draws the weather of one run: calm in some ways, wild in others. */
    static Faults draw(SplittableRandom random) {
        return new Faults(
                random.nextLong(60, 2_000) * MILLI,
                random.nextLong(1_000, 15_000) * MILLI,
                random.nextLong(200, 4_000) * MILLI,
                random.nextLong(500, 5_000) * MILLI,
                random.nextInt(3) == 0 ? 0.15 : 0.01,
                random.nextInt(3) == 0 ? 0.20 : 0.02,
                random.nextInt(3) == 0 ? 0.10 : 0.01,
                random.nextLong(50, 2_000) * MILLI,
                (random.nextBoolean() ? 5 : random.nextLong(20, 500)) * MILLI,
                (random.nextBoolean() ? 5 : 100) * MILLI,
                random.nextInt(3) == 0 ? 0.2 : 0.01,
                random.nextBoolean() ? 0.5 : 0.05);
    }
}
