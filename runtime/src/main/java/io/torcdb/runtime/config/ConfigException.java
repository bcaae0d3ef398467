package io.torcdb.runtime.config;

/** A setting that cannot be used; the message is one sentence for users. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
