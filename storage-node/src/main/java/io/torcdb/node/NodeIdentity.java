package io.torcdb.node;

/**
 * Who a data folder belongs to.
 *
 * @param clusterId the cluster's id; 0 before the node has registered
 * @param nodeId the node's id in its cluster; 0 before it has registered
 * @param incarnation a UUID that was made with the folder
 * @param raftPort where its logs listen, when that was chosen by the node; else 0
 */
record NodeIdentity(long clusterId, long nodeId, String incarnation, int raftPort) {
    boolean isRegistered() {
        return nodeId != 0;
    }
}
