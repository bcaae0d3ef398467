package io.torcdb.model.catalog;

import java.util.Optional;

/**
 * The storage class of a table that somebody has chosen. Torc keeps all of them alike. Immutable.
 *
 * @param changedMillis when it was chosen for a table that existed already; empty before
 */
public record TableClass(Name name, Optional<Long> changedMillis) {
    /** The classes of the service. */
    public enum Name {
        STANDARD,
        STANDARD_INFREQUENT_ACCESS
    }
}
