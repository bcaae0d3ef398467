package io.torcdb.router.operation.check;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Small moves on outcomes. */
public final class Outcomes {
    private Outcomes() {}

    /** Returns why it was refused, if it was. */
    public static Optional<Failure> failure(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Success<?> _ -> Optional.empty();
            case Outcome.Refused<?>(var failure) -> Optional.of(failure);
        };
    }

    /** Goes on with the value of a success, or tells {@code done} the refusal. */
    public static <T, R> void proceed(
            Outcome<T> outcome, Consumer<Outcome<R>> done, Consumer<? super T> next) {
        switch (outcome) {
            case Outcome.Success<T>(var value) -> next.accept(value);
            case Outcome.Refused<T>(var failure) -> done.accept(Outcome.refused(failure));
        }
    }

    /**
     * Returns the first failure of {@code checks}, in their order, or else the outcome of {@code
     * next}.
     */
    public static <T> Outcome<T> after(
            List<Supplier<Optional<Failure>>> checks, Supplier<Outcome<T>> next) {
        for (Supplier<Optional<Failure>> check : checks) {
            Optional<Failure> failure = check.get();
            if (failure.isPresent()) {
                return Outcome.refused(failure.get());
            }
        }
        return next.get();
    }
}
