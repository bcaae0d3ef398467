package io.torcdb.deploy.command;

/** What was asked could not be done; the message is one sentence for users, the exit code 1. */
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailed(String message) {
        super(message);
    }

    public CommandFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
