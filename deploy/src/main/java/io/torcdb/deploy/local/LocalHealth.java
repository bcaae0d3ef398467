package io.torcdb.deploy.local;

import io.torcdb.control.ControlPlaneProcess;
import io.torcdb.node.StorageNodeProcess;
import io.torcdb.router.RouterProcess;
import io.torcdb.runtime.admin.Health;
import java.util.ArrayList;
import java.util.List;

/** The health of a cluster in one JVM: ready when each of its processes is. */
record LocalHealth(
        ControlPlaneProcess controlPlane, List<StorageNodeProcess> nodes, RouterProcess router)
        implements Health {
    LocalHealth {
        nodes = List.copyOf(nodes);
    }

    @Override
    public State state() {
        var reasons = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        controlPlane.notReady().forEach(reason -> reasons.add("Control plane: " + reason));
        var live = true;
        for (int number = 1; number <= nodes.size(); number++) {
            var node = nodes.get(number - 1).health().state();
            add("Storage node " + number + ": ", node.notReady(), reasons);
            add("Storage node " + number + ": ", node.warnings(), warnings);
            live &= node.live();
        }
        var front = router.health();
        add("Router: ", front.notReady(), reasons);
        add("Router: ", front.warnings(), warnings);
        return new State(live && front.live(), reasons, warnings);
    }

    private static void add(String whose, List<String> sentences, List<String> all) {
        sentences.forEach(sentence -> all.add(whose + sentence));
    }
}
