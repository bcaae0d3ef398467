package io.torcdb.control.rpc;

import io.torcdb.model.outcome.Failure;
import io.torcdb.proto.internal.ControlFailure;

/** Failures as messages. */
final class Failures {
    private Failures() {}

    static ControlFailure unavailable(String why) {
        return ControlFailure.newBuilder().setUnavailable(why).build();
    }

    static ControlFailure unknown(String why) {
        return ControlFailure.newBuilder().setUnknown(why).build();
    }

    static ControlFailure invalid(String why) {
        return ControlFailure.newBuilder().setInvalid(why).build();
    }

    static ControlFailure refused(String why) {
        return ControlFailure.newBuilder().setRefused(why).build();
    }

    static ControlFailure of(Failure failure) {
        var message = ControlFailure.newBuilder();
        return switch (failure) {
            case Failure.Invalid(var why) -> invalid(why);
            case Failure.NotFound(var why) -> message.setNotFound(why).build();
            case Failure.InUse(var why) -> message.setInUse(why).build();
            case Failure.LimitExceeded(var why) -> message.setLimitExceeded(why).build();
            case Failure.Unavailable(var why, var mayHaveApplied) ->
                    mayHaveApplied ? unknown(why) : unavailable(why);
            case Failure.Unserializable _,
                    Failure.UnknownOperation _,
                    Failure.ConditionFailed _,
                    Failure.TableNotFound _,
                    Failure.ItemCollectionTooLarge _,
                    Failure.Unauthenticated _,
                    Failure.Throttled _ ->
                    throw new IllegalArgumentException("no plan fails so: " + failure);
        };
    }
}
