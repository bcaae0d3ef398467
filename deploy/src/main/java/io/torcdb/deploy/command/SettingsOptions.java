package io.torcdb.deploy.command;

import io.torcdb.runtime.config.Config;
import io.torcdb.runtime.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The option {@code --set}, and where else settings come from: a file, the environment. */
public final class SettingsOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Overrides a setting; may be repeated. @|bold torc router --help|@ lists all.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /**
     * Returns the settings of {@code file}, overridden by {@code environment}, overridden by the
     * command line.
     */
    public Config config(Optional<Path> file, Map<String, String> environment) {
        var values = new TreeMap<String, String>();
        file.ifPresent(path -> values.putAll(read(path)));
        for (var setting : Settings.ALL) {
            var value = environment.get(Settings.environmentName(setting.key()));
            if (value != null) {
                values.put(setting.key(), value);
            }
        }
        overrides.keySet().forEach(key -> check(key, "--set"));
        values.putAll(overrides);
        return Config.of(values);
    }

    /** Returns all settings, one a line, for help. */
    public static String[] table() {
        return Settings.ALL.stream()
                .map(setting ->
                        "  %-26s %s%s"
                                .formatted(
                                        setting.key(),
                                        setting.meaning(),
                                        setting.fallback().isEmpty()
                                                ? ""
                                                : " [" + setting.fallback() + "]"))
                .toArray(String[]::new);
    }

    private static Map<String, String> read(Path path) {
        var file = new Properties();
        try (var reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            file.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailed(
                    "Cannot read the configuration file %s: %s.".formatted(path, reason(e)), e);
        }
        var values = new TreeMap<String, String>();
        for (var key : file.stringPropertyNames()) {
            check(key, path.toString());
            values.put(key, file.getProperty(key));
        }
        return values;
    }

    private static String reason(Exception e) {
        return e instanceof NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
    }

    private static void check(String key, String source) {
        if (Settings.find(key).isEmpty()) {
            throw new CommandFailed(
                    "There is no setting \"%s\" (in %s); torc router --help lists all settings."
                            .formatted(key, source));
        }
    }
}
