package io.torcdb.runtime;

import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;

/**
 * Everything that could differ between two runs of the same code.
 *
 * @param time the clocks and timers
 * @param random a generator that may be shared by threads
 * @param threads makes the threads of code that waits; virtual ones in production
 * @param network the messages between processes
 */
public record Platform(Time time, RandomGenerator random, ThreadFactory threads, Network network) {}
