package io.torcdb.control.catalog;

import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.model.outcome.Failure;

/**
 * What somebody wants of the catalog, as a pure function of it: it is asked again when the catalog
 * has moved on before the change was made.
 */
public interface Plan {
    /** Returns what to do with {@code image}. */
    Step on(CatalogImage image);

    /** What a plan wants. */
    sealed interface Step {
        /** Make this change, which was computed from the image at hand. */
        record Propose(CatalogChange change) implements Step {}

        /** All is as it should be. */
        record Nothing() implements Step {}

        /** It cannot be done. */
        record Refuse(Failure failure) implements Step {}
    }

    /** Returns the step that makes {@code change}. */
    static Step propose(CatalogChange change) {
        return new Step.Propose(change);
    }

    /** Returns the step that does nothing. */
    static Step nothing() {
        return new Step.Nothing();
    }

    /** Returns the step that refuses for {@code failure}. */
    static Step refuse(Failure failure) {
        return new Step.Refuse(failure);
    }
}
