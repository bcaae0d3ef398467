package io.torcdb.control.catalog;

import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.outcome.Failure;

/** What became of a {@link Plan}. */
public sealed interface Submitted {
    /** The catalog is as the plan wants it; {@code image} is the first one known to be so. */
    record Done(CatalogImage image) implements Submitted {}

    /** The plan refused. */
    record Refused(Failure failure) implements Submitted {}

    /** Surely not done: this control plane does not lead. */
    record NotLeader() implements Submitted {}

    /** Surely not done: others were served first for as long as the caller waits. */
    record Busy() implements Submitted {}

    /** It MAY have been done, or may still be. */
    record Unknown() implements Submitted {}
}
