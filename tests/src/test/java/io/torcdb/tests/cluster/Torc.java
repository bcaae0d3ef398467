package io.torcdb.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Runs the launcher as people do, in a JVM of its own, and talks to what it started. */
final class Torc {
    private static final long LONGEST_COMMAND_SECONDS = 300;

    private Torc() {}

    /** Returns a process that runs {@code arguments}, with its output in {@code output}. */
    static Process start(Path output, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Xmx512m");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("io.torcdb.deploy.Launcher");
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Runs a command to its end and returns what it printed; it must exit with 0. */
    static String run(Path folder, String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "command", ".out");
        Process process = start(output, arguments);
        boolean ended = process.waitFor(LONGEST_COMMAND_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as(() -> String.join(" ", arguments) + " ended:\n" + text).isTrue();
        assertThat(process.exitValue())
                .as(() -> String.join(" ", arguments) + ":\n" + text)
                .isZero();
        return text;
    }

    /** Returns a port at which the next {@code count} are free too, as far as can be known. */
    static int freePorts(int count) throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (var probe = new ServerSocket(0)) {
                int port = probe.getLocalPort();
                if (port + count < 65_536 && allFree(port + 1, count - 1)) {
                    return port;
                }
            }
        }
        throw new IOException("no free ports");
    }

    private static boolean allFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (var probe = new ServerSocket(port)) {
                probe.setReuseAddress(true);
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }

    /** Returns a client that never repeats a request by itself. */
    static DynamoDbClient client(int port) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(
                        UrlConnectionHttpClient.builder()
                                .socketTimeout(Duration.ofSeconds(20))
                                .build())
                .overrideConfiguration(override ->
                        override.retryStrategy(RetryMode.STANDARD)
                                .retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    /** Makes a table with a partition key {@code k} and a sort key {@code s}, and waits for it. */
    static void createTable(DynamoDbClient client, String name) {
        var definitions =
                List.of(
                        definition("k", ScalarAttributeType.S),
                        definition("s", ScalarAttributeType.N));
        var keys = List.of(element("k", KeyType.HASH), element("s", KeyType.RANGE));
        var _ =
                client.createTable(table ->
                        table.tableName(name)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(definitions)
                                .keySchema(keys));
        var _ = client.waiter().waitUntilTableExists(table -> table.tableName(name));
    }

    private static AttributeDefinition definition(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    static Map<String, AttributeValue> key(String partitionKey, long sortKey) {
        return Map.of(
                "k", AttributeValue.fromS(partitionKey),
                "s", AttributeValue.fromN(Long.toString(sortKey)));
    }
}
