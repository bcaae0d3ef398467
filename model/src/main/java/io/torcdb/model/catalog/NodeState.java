package io.torcdb.model.catalog;

/** What a node is meant to do. */
public enum NodeState {
    /** Takes replicas. */
    ACTIVE,
    /** Keeps what it has until it is moved away. */
    DRAINING,
    /** Holds nothing and never comes back. */
    DECOMMISSIONED
}
