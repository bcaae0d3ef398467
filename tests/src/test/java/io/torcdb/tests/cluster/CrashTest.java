package io.torcdb.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A cluster in one JVM that is killed in the middle of writes. */
final class CrashTest {
    private static final int CRASHES = 2;

    @TempDir Path folder;

    @Test
    void whatWasAcknowledgedSurvivesKillsInTheMiddleOfWrites()
            throws IOException, InterruptedException {
        int port = Torc.freePorts(3);
        Process torc = start(port);
        try (DynamoDbClient client = Torc.client(port)) {
            Torc.createTable(client, "crashes");
            try (var writers = new Writers(client, "crashes", 16)) {
                for (int crash = 0; crash < CRASHES; crash++) {
                    writers.awaitMore(400);
                    assertThat(torc.destroyForcibly().waitFor(20, TimeUnit.SECONDS)).isTrue();
                    torc = start(port);
                }
                writers.awaitMore(100);
                writers.stop();

                writers.assertNothingIsLost();
            }
        } finally {
            torc.destroy();
            assertThat(torc.waitFor(30, TimeUnit.SECONDS)).as("stops on SIGTERM").isTrue();
        }
        assertThat(torc.exitValue()).isZero();
    }

    private Process start(int port) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "torc", ".out");
        Process torc =
                Torc.start(
                        output,
                        "start",
                        "--data",
                        folder.resolve("data").toString(),
                        "--port",
                        Integer.toString(port));
        var tick = new CountDownLatch(1);
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (!Files.readString(output).contains("Torc is ready: ")) {
            assertThat(torc.isAlive()).as(() -> text(output)).isTrue();
            assertThat(System.nanoTime() - deadline).as(() -> text(output)).isNegative();
            var _ = tick.await(20, TimeUnit.MILLISECONDS);
        }
        return torc;
    }

    private static String text(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException failure) {
            return failure.toString();
        }
    }
}
