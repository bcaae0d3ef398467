package io.torcdb.tests.contract;

import io.torcdb.runtime.LoopbackNetwork;

/** {@link NetworkContract} in one JVM. */
final class LoopbackNetworkTest extends NetworkContract {
    LoopbackNetworkTest() {
        super(LoopbackNetwork::new);
    }
}
