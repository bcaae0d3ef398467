package io.torcdb.router.operation.check;

import io.torcdb.model.outcome.Sentences;

/** The sentences of the operations that stand in more than one place. */
public final class Texts {
    public static final String INVALID_PARAMETERS = Sentences.INVALID_PARAMETERS;
    public static final String CONTROL_PLANE_DOWN =
            "The control plane cannot be reached. Tables can be changed again when it is back.";

    private Texts() {}
}
