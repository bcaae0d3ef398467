package io.torcdb.runtime.grpc;

import io.torcdb.runtime.Network;
import io.torcdb.runtime.Time;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/**
 * The network between the processes of a cluster, over gRPC. Connections are made when they are
 * needed and shared by all callers; a peer that is frozen or cut off is noticed within about two
 * seconds, and costs only its own callers anything. Safe for use by many threads.
 */
public final class GrpcNetwork implements Network {
    private final Time time;
    private final RandomGenerator random;
    private final EventLoops loops = EventLoops.open();
    private final ConcurrentMap<String, GrpcPeer> peers = new ConcurrentHashMap<>();
    private volatile long clusterId;

    public GrpcNetwork(Time time, RandomGenerator random) {
        this.time = time;
        this.random = random;
    }

    @Override
    public void belongsTo(long clusterId) {
        this.clusterId = clusterId;
    }

    @Override
    public Listener listen(String host, int port, Handler handler) throws IOException {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("Cannot listen at " + host + ": no such host is known.");
        }
        return GrpcListener.open(address, this, handler);
    }

    @Override
    public Peer peer(String address) {
        return peers.computeIfAbsent(address, key -> new GrpcPeer(key, this));
    }

    @Override
    public void close() {
        peers.values().forEach(GrpcPeer::close);
        loops.close();
    }

    EventLoops loops() {
        return loops;
    }

    Time time() {
        return time;
    }

    RandomGenerator random() {
        return random;
    }

    Hello hello() {
        return Hello.of(clusterId);
    }
}
