package io.torcdb.router.operation.check;

/** The sentences of the operations that stand in more than one place. */
public final class Texts {
    public static final String INVALID_PARAMETERS = "One or more parameter values were invalid: ";
    public static final String NOT_FOUND = "Requested resource not found";
    public static final String CONTROL_PLANE_DOWN =
            "The control plane cannot be reached. Tables can be changed again when it is back.";

    private Texts() {}
}
