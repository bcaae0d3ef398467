package io.torcdb.model.catalog;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What users choose for a table beside its schema. Nothing of it shapes the effects of writes.
 * Immutable.
 *
 * @param deletionProtection whether the table must not be deleted
 * @param tableClass empty if nobody chose one
 * @param tags by key
 * @param timeToLive empty if it was never changed
 */
public record TableSettings(
        Billing billing,
        boolean deletionProtection,
        Optional<TableClass> tableClass,
        SortedMap<String, String> tags,
        Optional<TimeToLive> timeToLive) {
    /** Copies. */
    public TableSettings {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** Returns the settings of a table for which nothing but its billing was chosen. */
    public static TableSettings of(Billing billing) {
        return new TableSettings(
                billing, false, Optional.empty(), new TreeMap<>(), Optional.empty());
    }

    /** Returns these settings with another billing. */
    public TableSettings with(Billing newBilling) {
        return new TableSettings(newBilling, deletionProtection, tableClass, tags, timeToLive);
    }

    /** Returns these settings with or without protection. */
    public TableSettings withDeletionProtection(boolean newProtection) {
        return new TableSettings(billing, newProtection, tableClass, tags, timeToLive);
    }

    /** Returns these settings with another class. */
    public TableSettings with(TableClass newClass) {
        return new TableSettings(
                billing, deletionProtection, Optional.of(newClass), tags, timeToLive);
    }

    /** Returns these settings with other tags. */
    public TableSettings withTags(SortedMap<String, String> newTags) {
        return new TableSettings(billing, deletionProtection, tableClass, newTags, timeToLive);
    }

    /** Returns these settings with another time to live. */
    public TableSettings with(TimeToLive newTimeToLive) {
        return new TableSettings(
                billing, deletionProtection, tableClass, tags, Optional.of(newTimeToLive));
    }
}
