package io.torcdb.control;

import io.torcdb.runtime.LoopbackNetwork;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.SystemTime;
import java.util.random.RandomGenerator;

/** A platform in this JVM: the system's clocks, a network without sockets. */
public final class TestPlatform implements AutoCloseable {
    private final SystemTime time = new SystemTime();
    private final LoopbackNetwork network = new LoopbackNetwork(time);
    private final Platform platform =
            new Platform(time, RandomGenerator.getDefault(), Thread.ofVirtual().factory(), network);

    public Platform get() {
        return platform;
    }

    @Override
    public void close() {
        network.close();
        time.close();
    }
}
