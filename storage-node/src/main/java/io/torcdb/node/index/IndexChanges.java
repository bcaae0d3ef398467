package io.torcdb.node.index;

import io.torcdb.proto.internal.WriteReply.IndexUnits;
import java.util.List;

/**
 * What a write does to the local indexes of its table. Entries that stay as they are do not appear.
 * Immutable.
 *
 * @param changes of single entries
 * @param units the write capacity units that each index takes that is touched
 */
public record IndexChanges(List<IndexChange> changes, List<IndexUnits> units) {
    /** Nothing is touched. */
    public static final IndexChanges NONE = new IndexChanges(List.of(), List.of());

    public IndexChanges {
        changes = List.copyOf(changes);
        units = List.copyOf(units);
    }

    /** Returns how much the indexes grow, as DynamoDB counts it. */
    public long bytesDelta() {
        long bytes = 0;
        for (IndexChange change : changes) {
            bytes += change.bytesDelta();
        }
        return bytes;
    }
}
