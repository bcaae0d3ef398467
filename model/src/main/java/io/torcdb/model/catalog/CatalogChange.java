package io.torcdb.model.catalog;

import java.util.List;

/**
 * One step of the catalog. It carries the version that it was computed from and is void at any
 * other, so that nothing is decided on a state that has passed. Immutable.
 */
public sealed interface CatalogChange {
    /** Returns the version that this change was computed from. */
    long baseVersion();

    /** The cluster has its id; the first change of all, and only once. */
    record ClusterBorn(long baseVersion, long clusterId, int replication, int initialNodes)
            implements CatalogChange {
        public ClusterBorn {
            if (clusterId == 0 || replication < 1 || initialNodes < 1) {
                throw new IllegalArgumentException("cluster " + clusterId);
            }
        }
    }

    /** A node is new, or known and changed in anything but its id and incarnation. */
    record NodeRegistered(long baseVersion, NodeInfo node) implements CatalogChange {}

    /** The first groups; only once. */
    record GroupsBorn(long baseVersion, List<GroupInfo> groups) implements CatalogChange {
        public GroupsBorn {
            groups = List.copyOf(groups);
        }
    }

    /** A table and its partitions, in token order, that cover every token once. */
    record TableCreated(long baseVersion, TableInfo table, List<PartitionInfo> partitions)
            implements CatalogChange {
        public TableCreated {
            partitions = List.copyOf(partitions);
        }
    }

    /** A table has another status. */
    record TableStatusChanged(long baseVersion, long table, TableStatus status)
            implements CatalogChange {}

    /** A table has other settings, and the status that follows from the change. */
    record TableSettingsChanged(
            long baseVersion, long table, TableStatus status, TableSettings settings)
            implements CatalogChange {}

    /** A table and its partitions are gone. */
    record TableRemoved(long baseVersion, long table) implements CatalogChange {}
}
