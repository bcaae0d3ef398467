package io.torcdb.tests.contract;

import io.torcdb.runtime.grpc.GrpcNetwork;
import java.util.Random;

/** {@link NetworkContract} over sockets. */
final class GrpcNetworkTest extends NetworkContract {
    GrpcNetworkTest() {
        super(time -> new GrpcNetwork(time, new Random(1)));
    }
}
