package io.torcdb.deploy.command;

import io.torcdb.runtime.config.Config;

/** What a cluster is given whose storage nodes all run on this machine and share its processors. */
public final class OneMachine {
    private static final String GROUPS = "cluster.initial-groups";

    /** A group that is written to keeps about so many processors busy, all replicas together. */
    private static final int PROCESSORS_PER_GROUP = 4;

    private OneMachine() {}

    /** Returns {@code config} with as many first groups as pay here, unless it says how many. */
    public static Config with(Config config, int nodes) {
        return config.find(GROUPS).isPresent()
                ? config
                : config.with(
                        GROUPS, firstGroups(nodes, Runtime.getRuntime().availableProcessors()));
    }

    /** Returns how many groups {@code nodes} on a machine of {@code processors} begin with. */
    static int firstGroups(int nodes, int processors) {
        return Math.clamp(processors / PROCESSORS_PER_GROUP, 1, nodes);
    }
}
