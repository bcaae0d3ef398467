package io.torcdb.runtime.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of one process: text by key, read by type. A value that is missing or wrong is a
 * {@link ConfigException} that names the key. Immutable.
 */
public final class Config {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int LARGEST_PORT = 65_535;

    private final SequencedMap<String, String> values;

    private Config(Map<String, String> values) {
        this.values = Collections.unmodifiableSequencedMap(new TreeMap<>(values));
    }

    /** Returns the settings {@code values}. */
    public static Config of(Map<String, String> values) {
        return new Config(values);
    }

    /** Returns these settings with those of {@code others} over them. */
    public Config with(Map<String, String> others) {
        var both = new TreeMap<>(values);
        both.putAll(others);
        return new Config(both);
    }

    /** Returns these settings with {@code key} set to {@code value}. */
    public Config with(String key, Object value) {
        return with(Map.of(key, value.toString()));
    }

    /** Returns all settings given, by key. */
    public SequencedMap<String, String> values() {
        return values;
    }

    /** Returns the value of {@code key} if it is given and not blank. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key)).map(String::strip).filter(s -> !s.isEmpty());
    }

    /** Returns the value of {@code key}, which must be given. */
    public String text(String key) {
        return find(key)
                .orElseThrow(() ->
                        new ConfigException(
                                "The setting "
                                        + key
                                        + " is missing; give it in the"
                                        + " configuration file, as environment variable "
                                        + Settings.environmentName(key)
                                        + " or with --set "
                                        + key
                                        + "=VALUE."));
    }

    /** Returns the value of {@code key}, or {@code fallback}. */
    public String text(String key, String fallback) {
        return find(key).orElse(fallback);
    }

    /** Returns the whole number at {@code key} from {@code least} to {@code most}. */
    public long number(String key, long fallback, long least, long most) {
        var text = find(key);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            var value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text.get(), "a whole number", e);
        }
        throw wrong(key, text.get(), "a whole number from " + least + " to " + most);
    }

    /** Returns the whole number at {@code key} from {@code least} to {@code most}. */
    public int integer(String key, int fallback, int least, int most) {
        return (int) number(key, fallback, least, most);
    }

    /** Returns the port at {@code key}; 0 stands for any free one. */
    public int port(String key, int fallback) {
        return integer(key, fallback, 0, LARGEST_PORT);
    }

    /** Returns the port at {@code key}, which must be given. */
    public int port(String key) {
        var _ = text(key);
        return port(key, 0);
    }

    /** Returns whether {@code key} is {@code true}. */
    public boolean flag(String key, boolean fallback) {
        return switch (text(key, String.valueOf(fallback))) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw wrong(key, other, "true or false");
        };
    }

    /** Returns the path at {@code key}, which must be given. */
    public Path path(String key) {
        var text = text(key);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw wrong(key, text, "a path", e);
        }
    }

    /** Returns the size in bytes at {@code key}: a number, or one with suffix k, m or g. */
    public long bytes(String key, long fallback) {
        var text = find(key);
        return text.isEmpty() ? fallback : bytes(key, text.get());
    }

    /** Returns the {@code host:port} addresses at {@code key}, separated by commas. */
    public List<String> addresses(String key) {
        return COMMA.splitAsStream(text(key)).map(s -> address(key, s.strip())).toList();
    }

    private static long bytes(String key, String text) {
        var unit =
                switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
                    case 'k' -> 1L << 10;
                    case 'm' -> 1L << 20;
                    case 'g' -> 1L << 30;
                    default -> 1L;
                };
        try {
            var digits = unit == 1 ? text : text.substring(0, text.length() - 1);
            var bytes = Math.multiplyExact(Long.parseLong(digits), unit);
            if (bytes >= 0) {
                return bytes;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw wrong(key, text, "a size such as 268435456 or 256m", e);
        }
        throw wrong(key, text, "a size such as 268435456 or 256m");
    }

    private static String address(String key, String text) {
        var colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                var port = Integer.parseInt(text.substring(colon + 1));
                if (port > 0 && port <= LARGEST_PORT) {
                    return text;
                }
            }
        } catch (NumberFormatException e) {
            throw wrong(key, text, "an address HOST:PORT", e);
        }
        throw wrong(key, text, "an address HOST:PORT");
    }

    private static ConfigException wrong(String key, String value, String wanted) {
        return new ConfigException(
                "The setting " + key + " is \"" + value + "\" but must be " + wanted + ".");
    }

    private static ConfigException wrong(String key, String value, String wanted, Exception cause) {
        var exception = wrong(key, value, wanted);
        var _ = exception.initCause(cause);
        return exception;
    }
}
