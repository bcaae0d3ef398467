package io.torcdb.router.operation.batch;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.schema.PrimaryKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The rules that elements of both batches share. */
final class Elements {
    private static final String DUPLICATES = "Provided list of item keys contains duplicates";

    private Elements() {}

    /** Which item an element is about. */
    private record Place(long table, PrimaryKey key) {}

    /** Notes which items a batch is about; none may come twice, by whatever name of its table. */
    static final class Distinct {
        private final Set<Place> seen = new HashSet<>();

        Optional<Failure> add(long table, PrimaryKey key) {
            return seen.add(new Place(table, key)) ? Optional.empty() : duplicates();
        }
    }

    static Optional<Failure> duplicates() {
        return Optional.of(new Failure.Invalid(DUPLICATES));
    }

    /**
     * Returns whether what a node refused may be handed back as unprocessed: it was surely not done
     * and may be done soon.
     */
    static boolean isUnprocessed(Failure failure) {
        return switch (failure) {
            case Failure.Throttled _ -> true;
            case Failure.Unavailable(_, var mayHaveApplied) -> !mayHaveApplied;
            case Failure.Invalid _,
                    Failure.Unserializable _,
                    Failure.UnknownOperation _,
                    Failure.NotFound _,
                    Failure.TableNotFound _,
                    Failure.InUse _,
                    Failure.LimitExceeded _,
                    Failure.ItemCollectionTooLarge _,
                    Failure.ConditionFailed _,
                    Failure.Unauthenticated _ ->
                    false;
        };
    }

    /** Refuses a batch without tables. */
    static Optional<Failure> required(
            Optional<? extends SequencedMap<String, ?>> requestItems, String operation) {
        return requestItems.isPresent() && !requestItems.get().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                "The requestItems parameter is required for " + operation));
    }

    /** Refuses more elements over all tables than a batch may have. */
    static Optional<Failure> tooMany(long count, long most, String operation) {
        return count <= most
                ? Optional.empty()
                : Optional.of(
                        new Failure.Invalid(
                                "Too many items requested for the " + operation + " call"));
    }
}
