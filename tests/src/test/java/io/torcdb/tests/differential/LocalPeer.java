package io.torcdb.tests.differential;

import io.torcdb.deploy.command.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** DynamoDB Local as a process of its own, in memory. */
final class LocalPeer implements AutoCloseable {
    /** Where the build puts the libraries of DynamoDB Local. */
    static final Path FOLDER =
            Path.of(System.getProperty("torc.dynamodb-local", "peers/target/dynamodb-local"));

    private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";
    private static final int LOOKS = 600;
    private static final long LOOK_MILLIS = 100;

    private final Process process;
    private final int port;

    LocalPeer() throws IOException, InterruptedException {
        port = FreePorts.findRun(1, new Random());
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-Djava.library.path=" + FOLDER,
                                "-cp",
                                FOLDER + "/*",
                                MAIN,
                                "-inMemory",
                                "-sharedDb",
                                "-disableTelemetry",
                                "-port",
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(Files.createTempFile("dynamodb-local", ".log").toFile())
                        .start();
        awaitPort();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private void awaitPort() throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                // Not yet.
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("DynamoDB Local ended: " + process.exitValue());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IllegalStateException("DynamoDB Local did not start");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
