package io.torcdb.deploy.local;

import io.torcdb.deploy.command.OneMachine;
import io.torcdb.deploy.command.Role;
import io.torcdb.runtime.config.Config;
import java.nio.file.Path;

/**
 * The settings of each process of a cluster in one JVM: what the user says, under what its plan
 * fixes.
 */
record LocalConfigs(LocalCluster.Options options, LocalPlan plan, Path folder) {
    private static final String LOOPBACK = "127.0.0.1";

    Config controlPlane() {
        return OneMachine.with(common(Role.CONTROL_PLANE, 1), plan.nodes())
                .with("control-plane.id", 1)
                .with("cluster.initial-nodes", plan.nodes())
                .with("listen.host", LOOPBACK)
                .with("listen.port", plan.controlPlanePort());
    }

    Config node(int number) {
        return common(Role.STORAGE_NODE, number)
                .with("listen.host", LOOPBACK)
                .with("advertise.host", LOOPBACK)
                .with("listen.port", plan.nodePort(number))
                .with("raft.port", plan.nodePort(number) + 1);
    }

    Config router() {
        return common(Role.ROUTER, 1)
                .with("listen.host", options.host())
                .with("http.port", options.httpPort())
                .with("grpc.port", options.grpcPort());
    }

    private Config common(Role role, int number) {
        return options.settings()
                .with("control-plane.addresses", plan.controlPlaneAddress())
                .with("data.dir", folder.resolve(role.label() + "-" + number));
    }
}
