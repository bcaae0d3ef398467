package io.torcdb.model.outcome;

import java.util.function.Function;

/**
 * What became of a request that may be refused: a value, or the {@link Failure} that says why not.
 * Immutable.
 *
 * @param <T> what a success carries
 */
public sealed interface Outcome<T> {
    /** It was done. */
    record Success<T>(T value) implements Outcome<T> {}

    /** It was not done, or (see {@link Failure.Unavailable}) is not known to have been done. */
    record Refused<T>(Failure failure) implements Outcome<T> {}

    /** Returns a success that carries {@code value}. */
    static <T> Outcome<T> success(T value) {
        return new Success<>(value);
    }

    /** Returns a success that carries nothing. */
    static Outcome<Done> done() {
        return new Success<>(new Done());
    }

    /** Returns a refusal for {@code failure}. */
    static <T> Outcome<T> refused(Failure failure) {
        return new Refused<>(failure);
    }

    /** Returns a refusal with a {@link Failure.Invalid} of {@code message}. */
    static <T> Outcome<T> invalid(String message) {
        return new Refused<>(new Failure.Invalid(message));
    }

    /** Returns the outcome of {@code next} on the value of a success; a refusal stays as it is. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Success<T>(var value) -> next.apply(value);
            case Refused<T>(var failure) -> new Refused<>(failure);
        };
    }

    /** Returns this outcome with the value of a success replaced by {@code change} of it. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Success<R>(change.apply(value)));
    }
}
