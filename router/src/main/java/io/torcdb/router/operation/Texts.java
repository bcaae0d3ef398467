package io.torcdb.router.operation;

/** The sentences of the operations that stand in more than one place. */
final class Texts {
    static final String INVALID_PARAMETERS = "One or more parameter values were invalid: ";
    static final String NOT_FOUND = "Requested resource not found";
    static final String CONTROL_PLANE_DOWN =
            "The control plane cannot be reached. Tables can be changed again when it is back.";

    private Texts() {}
}
