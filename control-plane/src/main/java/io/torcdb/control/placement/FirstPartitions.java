package io.torcdb.control.placement;

import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.catalog.GroupInfo;
import io.torcdb.model.catalog.PartitionInfo;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.ring.TokenRanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Plans the partitions that a table begins with. */
public final class FirstPartitions {
    /** What one partition can give. */
    static final long READ_UNITS_OF_PARTITION = 3_000;

    static final long WRITE_UNITS_OF_PARTITION = 1_000;

    /** An on-demand table begins with 4,000 write and 12,000 read units. */
    static final int PARTITIONS_ON_DEMAND = 4;

    private static final long FIRST_EPOCH = 1;

    private FirstPartitions() {}

    /**
     * Returns as many partitions as the table's throughput asks for, at most one a group, in the
     * groups that have the fewest.
     *
     * @param table one whose id is the image's next; those of its local indexes' containers follow
     *     it, and those of the partitions these
     */
    public static List<PartitionInfo> plan(CatalogImage image, TableInfo table) {
        var groups =
                image.groups().stream()
                        .sorted(
                                Comparator.comparingInt((GroupInfo group) ->
                                                image.partitionCount(group.id()))
                                        .thenComparing(GroupInfo::id, Long::compareUnsigned))
                        .toList();
        var count = (int) Math.min(wanted(table), groups.size());
        var ranges = TokenRanges.split(count);
        var firstId = table.id() + 1 + table.schema().localIndexes().size();
        var partitions = new ArrayList<PartitionInfo>(count);
        for (int i = 0; i < count; i++) {
            partitions.add(
                    new PartitionInfo(
                            firstId + i,
                            table.id(),
                            groups.get(i).id(),
                            FIRST_EPOCH,
                            ranges.get(i).first(),
                            ranges.get(i).last()));
        }
        return List.copyOf(partitions);
    }

    private static long wanted(TableInfo table) {
        var billing = table.settings().billing();
        if (billing.onDemand()) {
            return PARTITIONS_ON_DEMAND;
        }
        var forReads = Math.ceilDiv(billing.readUnits(), READ_UNITS_OF_PARTITION);
        var forWrites = Math.ceilDiv(billing.writeUnits(), WRITE_UNITS_OF_PARTITION);
        return Math.max(1, Math.max(forReads, forWrites));
    }
}
