package io.torcdb.node;

import io.torcdb.node.rpc.NodeEdge;
import io.torcdb.node.store.StoreFactory;
import io.torcdb.node.transfer.CopySource;
import io.torcdb.proto.internal.Node;
import io.torcdb.replication.LogServerFactory;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.admin.Health;
import io.torcdb.runtime.catalog.ControlClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires one storage node by hand; the only class in this module that knows every room. */
public final class StorageNodeProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StorageNodeProcess.class);

    private final Lifecycle parts;
    private final NodeFolder folder;
    private final String address;
    private final Membership membership;
    private final Ending ending;

    private StorageNodeProcess(
            Lifecycle parts,
            NodeFolder folder,
            String address,
            Membership membership,
            Ending ending) {
        this.parts = parts;
        this.folder = folder;
        this.address = address;
        this.membership = membership;
        this.ending = ending;
    }

    /**
     * Starts a node and returns while it still joins its cluster; {@link #health} tells when it
     * serves.
     *
     * @param stores owned by the process from here on
     * @param fatal told, once and on a thread of its own, why the node cannot go on (a failed log,
     *     a final refusal), in a sentence fit for users; it then must be closed, and its JVM should
     *     end
     * @throws IOException when the data folder or the port cannot be had, with a sentence fit for
     *     users
     */
    public static StorageNodeProcess start(
            StorageNodeConfig config,
            Platform platform,
            LogServerFactory logs,
            StoreFactory stores,
            Consumer<String> fatal)
            throws IOException {
        return Lifecycle.start(parts -> {
            parts.add("stores", stores);
            var ending = new Ending(platform, fatal);
            var folder =
                    parts.add(
                            "data folder", NodeFolder.open(config.dataFolder(), platform.random()));
            var room = new DiskRoom(folder, config.reserveBytes());
            var replicas =
                    parts.add("replicas", new Replicas(folder, stores, platform, ending::because));
            var copies =
                    parts.add(
                            "copies", CopySource.open(replicas::group, folder.copies(), platform));
            var listener =
                    parts.add(
                            "listener",
                            platform.network()
                                    .listen(
                                            config.listenHost(),
                                            config.listenPort(),
                                            new NodeEdge(replicas, copies, room::isFull)));
            var address = config.advertiseHost() + ":" + listener.port();
            var node =
                    new Membership.Parts(
                            folder,
                            replicas,
                            room,
                            describe(config, folder, address),
                            logs,
                            ending::because);
            var control = new ControlClient(platform, config.controlPlanes());
            var membership = parts.add("membership", new Membership(node, control, platform));
            membership.start();
            parts.onClose("leadership", replicas::handOver);
            return new StorageNodeProcess(parts, folder, address, membership, ending);
        });
    }

    private static Node describe(StorageNodeConfig config, NodeFolder folder, String address)
            throws IOException {
        return Node.newBuilder()
                .setIncarnation(folder.identity().incarnation())
                .setAddress(address)
                .setLogAddress(config.advertiseHost() + ":" + raftPort(config, folder))
                .setZone(config.zone())
                .setWeight(config.weight())
                .setState(Node.State.ACTIVE)
                .build();
    }

    /** The port of the logs is known to the other members of a group, so it must not change. */
    private static int raftPort(StorageNodeConfig config, NodeFolder folder) throws IOException {
        if (config.raftPort() != 0) {
            return config.raftPort();
        }
        if (config.listenPort() != 0) {
            return config.listenPort() + 1;
        }
        var identity = folder.identity();
        if (identity.raftPort() == 0) {
            folder.become(
                    new NodeIdentity(
                            identity.clusterId(),
                            identity.nodeId(),
                            identity.incarnation(),
                            freePort(config.listenHost())));
        }
        return folder.identity().raftPort();
    }

    private static int freePort(String host) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        }
    }

    /** Returns the address under which others reach this node, {@code host:port}. */
    public String address() {
        return address;
    }

    /** Returns the node's id in its cluster; 0 before it has registered. */
    public long nodeId() {
        return folder.identity().nodeId();
    }

    /**
     * Returns how the node is. It is ready when it has joined its cluster and each of its replicas
     * has applied what it learned to be committed since it started.
     */
    public Health health() {
        return () ->
                new Health.State(
                        !ending.isNear(),
                        ending.isNear()
                                ? List.of("The node is about to end.")
                                : membership.notReady(),
                        membership.warnings());
    }

    /**
     * Hands over what it leads, stops serving, and frees everything; what was acknowledged is
     * durable already.
     */
    @Override
    public void close() {
        parts.close();
    }

    /** Tells, once, that the node must end, and never on a thread that its end would wait for. */
    private static final class Ending {
        private final Platform platform;
        private final Consumer<String> fatal;
        private final AtomicBoolean near = new AtomicBoolean();

        Ending(Platform platform, Consumer<String> fatal) {
            this.platform = platform;
            this.fatal = fatal;
        }

        boolean isNear() {
            return near.get();
        }

        void because(String why) {
            if (near.compareAndSet(false, true)) {
                LOG.error("The node cannot go on: {}", why);
                platform.threads().newThread(() -> fatal.accept(why)).start();
            }
        }
    }
}
