package io.torcdb.model.catalog;

/** Where a table is in its life. */
public enum TableStatus {
    /** Its partitions are being brought into their groups. */
    CREATING,
    /** It serves. */
    ACTIVE,
    /** It serves while a change is brought into its groups. */
    UPDATING,
    /** Its items are being dropped. */
    DELETING
}
