package io.torcdb.tests.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each case must lose an acknowledged entry on Ratis as it is, or it tests nothing, and must not
 * with Torc's guard and settings.
 */
@Timeout(400)
class AppendGuardTest {
    private static final long PATIENCE_SECONDS = 60;

    /** The loss is a race: a busy machine may miss it, but not every time. */
    private static final int ATTEMPTS = 5;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"vote-composed", "vote", "truncation", "resend"})
    void withoutTheGuardAnAcknowledgedEntryIsLost(String name) throws Exception {
        String output = "";
        for (int attempt = 1; attempt <= ATTEMPTS && !output.contains(GuardCase.LOST); attempt++) {
            output = run(name, "bare", attempt);
        }

        assertThat(output).contains(GuardCase.LOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vote-composed", "vote", "truncation", "resend"})
    void withTheGuardNothingIsLost(String name) throws Exception {
        assertThat(run(name, "guarded", 1)).contains(GuardCase.KEPT);
    }

    private String run(String name, String guard, int attempt)
            throws IOException, InterruptedException {
        var patched = folder.resolve("classes" + attempt);
        DelayPointPatch.write(patched);
        var output = folder.resolve("output").toFile();
        var process =
                new ProcessBuilder(
                                List.of(
                                        ProcessHandle.current().info().command().orElseThrow(),
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Xmx256m",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "--sun-misc-unsafe-memory-access=allow",
                                        "-cp",
                                        patched
                                                + File.pathSeparator
                                                + System.getProperty("java.class.path"),
                                        GuardCase.class.getName(),
                                        name,
                                        guard,
                                        folder.resolve("data" + attempt).toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output.toPath());
    }
}
