package io.torcdb.control;

import io.torcdb.control.catalog.CatalogMachine;
import io.torcdb.control.catalog.CatalogProposer;
import io.torcdb.control.membership.ClusterBirth;
import io.torcdb.control.membership.Heartbeats;
import io.torcdb.control.reconcile.Reconciler;
import io.torcdb.control.rpc.ControlEdge;
import io.torcdb.control.rpc.CopyClient;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.replication.GroupId;
import io.torcdb.replication.LogServerFactory;
import io.torcdb.replication.Member;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Lifecycle;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Wires one control plane by hand; the only class in this module that knows every room. */
public final class ControlPlaneProcess implements AutoCloseable {
    /** The catalog's own group. */
    private static final GroupId CATALOG = new GroupId(0, 0);

    private static final String IMAGE_FILE = "catalog.image";
    private static final String LOG_FOLDER = "log";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Lifecycle parts;
    private final CatalogMachine machine;
    private final ReplicatedLog log;

    private ControlPlaneProcess(Lifecycle parts, CatalogMachine machine, ReplicatedLog log) {
        this.parts = parts;
        this.machine = machine;
        this.log = log;
    }

    /**
     * Starts a control plane and returns while it may still look for its leader; {@link #notReady}
     * tells when it has one.
     *
     * @param fatal told, once, why the control plane cannot go on (a failed log); it then must be
     *     closed, and its JVM should end
     * @throws IOException when the data folder or the port cannot be had, with a sentence for users
     * @throws io.torcdb.replication.ReplicationException when the log cannot be opened, with a
     *     sentence for users
     */
    public static ControlPlaneProcess start(
            ControlPlaneConfig config,
            Platform platform,
            LogServerFactory logs,
            Consumer<String> fatal)
            throws IOException {
        return Lifecycle.start(parts -> {
            var seat = new ControlEdge.Seat(config.id(), config.addresses());
            var machine =
                    CatalogMachine.open(
                            config.dataFolder().resolve(IMAGE_FILE),
                            new CopyClient(seat, platform),
                            cause -> fatal.accept("The log of the catalog failed: " + cause));
            machine.onChange(() -> belong(machine, platform.network()));
            belong(machine, platform.network());
            var proposer = new CatalogProposer(machine, platform.time());
            var heartbeats =
                    new Heartbeats(platform.time(), config.deadAfterSeconds() * NANOS_PER_SECOND);
            var birth =
                    new ClusterBirth(
                            config.replication(), config.initialNodes(), config.initialGroups());
            var members = members(config);
            var server =
                    parts.add(
                            "log server",
                            logs.open(
                                    members.get((int) config.id() - 1),
                                    config.dataFolder().resolve(LOG_FOLDER)));
            var log = server.open(CATALOG, members, machine);
            proposer.use(log);
            var edge =
                    parts.add("edge", new ControlEdge(seat, proposer, log, heartbeats, platform));
            edge.start();
            var reconciler =
                    parts.add("reconciler", new Reconciler(proposer, heartbeats, birth, platform));
            reconciler.start();
            parts.add(
                    "listener",
                    platform.network().listen(config.listenHost(), config.listenPort(), edge));
            return new ControlPlaneProcess(parts, machine, log);
        });
    }

    /** Returns the catalog as far as it is applied here. */
    public CatalogImage image() {
        return machine.image();
    }

    /** Returns whether this control plane leads as far as it knows. */
    public boolean leads() {
        return machine.leadingTerm() != 0;
    }

    /** Returns why this control plane is not ready; empty when it is. */
    public List<String> notReady() {
        return log.status().leader().isPresent()
                ? List.of()
                : List.of("no control plane leads as far as is known here");
    }

    /** Stops serving and frees everything; what was acknowledged is durable already. */
    @Override
    public void close() {
        parts.close();
    }

    /** Once the cluster is born, nobody of another one is talked to. */
    private static void belong(CatalogMachine machine, Network network) {
        var clusterId = machine.image().clusterId();
        if (clusterId != 0) {
            network.belongsTo(clusterId);
        }
    }

    private static List<Member> members(ControlPlaneConfig config) {
        var members = new ArrayList<Member>();
        for (var address : config.addresses()) {
            members.add(new Member(members.size() + 1L, ControlPlaneConfig.logAddress(address)));
        }
        return members;
    }
}
