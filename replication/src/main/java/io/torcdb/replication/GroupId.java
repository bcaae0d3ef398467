package io.torcdb.replication;

/**
 * Names a group of a cluster.
 *
 * @param cluster the cluster's 64-bit id
 * @param group the group's id in the catalog, from 1; 0 is the catalog's own group
 */
public record GroupId(long cluster, long group) {}
