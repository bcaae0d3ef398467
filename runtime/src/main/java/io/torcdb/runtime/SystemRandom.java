package io.torcdb.runtime;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Chance for ids, jitter and seeds, not for secrets: SplitMix64 from a seed of the system. Two
 * processes do not share a sequence. Safe for use by many threads, without locks.
 */
public final class SystemRandom implements RandomGenerator {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final AtomicLong state = new AtomicLong(new SecureRandom().nextLong());

    @Override
    public long nextLong() {
        var mixed = state.addAndGet(GAMMA);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
