package io.torcdb.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.torcdb.deploy.local.LocalCluster;
import io.torcdb.runtime.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A cluster in one JVM and an SDK client of it. */
public final class Database implements AutoCloseable {
    private static final long READY_NANOS = 60_000_000_000L;
    private static final long LOOK_NANOS = 20_000_000L;
    private static final int LOOKS = 1_500;

    private final SystemTime time = new SystemTime();
    private final LocalCluster cluster;
    private final DynamoDbClient client;
    private final AtomicInteger tables = new AtomicInteger();

    Database() throws IOException, InterruptedException {
        cluster =
                LocalCluster.start(
                        LocalCluster.Options.inMemory(1),
                        time,
                        reason -> {
                            throw new IllegalStateException(reason);
                        });
        assertThat(cluster.awaitReady(READY_NANOS)).as("the cluster is ready in time").isTrue();
        client = client(url());
    }

    /** Returns a client of a database that speaks the API. */
    public static DynamoDbClient client(String url) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(url))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    public DynamoDbClient client() {
        return client;
    }

    int grpcPort() {
        return cluster.grpcPort();
    }

    String url() {
        return "http://127.0.0.1:" + cluster.httpPort();
    }

    /** Returns a table name that no other test has. */
    String newName() {
        return "conformance-" + tables.incrementAndGet();
    }

    /** Makes an on-demand table and waits for it; a key is given as {@code name:type}. */
    String table(String... keys) {
        String name = newName();
        List<AttributeDefinition> definitions =
                Arrays.stream(keys).map(Database::definition).toList();
        List<KeySchemaElement> schema =
                Arrays.stream(keys)
                        .map(key ->
                                KeySchemaElement.builder()
                                        .attributeName(name(key))
                                        .keyType(key.equals(keys[0]) ? KeyType.HASH : KeyType.RANGE)
                                        .build())
                        .toList();
        var _ =
                client.createTable(request ->
                        request.tableName(name)
                                .attributeDefinitions(definitions)
                                .keySchema(schema)
                                .billingMode(BillingMode.PAY_PER_REQUEST));
        awaitActive(name);
        return name;
    }

    /**
     * Makes an on-demand table with the keys p (S) and s (N), and with local indexes that order by
     * i (S): {@code all}, {@code keys}, and {@code some}, which includes x.
     */
    String indexedTable() {
        String name = newName();
        var _ =
                client.createTable(request ->
                        request.tableName(name)
                                .attributeDefinitions(
                                        definition("p:S"), definition("s:N"), definition("i:S"))
                                .keySchema(element("p", KeyType.HASH), element("s", KeyType.RANGE))
                                .localSecondaryIndexes(
                                        index("all", ProjectionType.ALL),
                                        index("keys", ProjectionType.KEYS_ONLY),
                                        index("some", ProjectionType.INCLUDE, "x"))
                                .billingMode(BillingMode.PAY_PER_REQUEST));
        awaitActive(name);
        return name;
    }

    private static LocalSecondaryIndex index(
            String name, ProjectionType projection, String... included) {
        return LocalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(element("p", KeyType.HASH), element("i", KeyType.RANGE))
                .projection(p -> {
                    p.projectionType(projection);
                    if (included.length > 0) {
                        p.nonKeyAttributes(included);
                    }
                })
                .build();
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition definition(String key) {
        String type = key.substring(key.indexOf(':') + 1);
        return AttributeDefinition.builder()
                .attributeName(name(key))
                .attributeType(ScalarAttributeType.fromValue(type))
                .build();
    }

    private static String name(String key) {
        return key.substring(0, key.indexOf(':'));
    }

    /** Waits until a table can be used. */
    void awaitActive(String table) {
        for (int look = 0; look < LOOKS; look++) {
            var status =
                    client.describeTable(request -> request.tableName(table)).table().tableStatus();
            if (status == TableStatus.ACTIVE) {
                return;
            }
            pause();
        }
        throw new AssertionError(table + " did not become ACTIVE");
    }

    /** Waits a moment before the next look at something that changes by itself. */
    void pause() {
        try {
            time.sleep(LOOK_NANOS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Asserts that a call is refused with this error, whose message contains this text. */
    static void assertRefused(ThrowingCallable call, String code, String message) {
        DynamoDbException refusal = refusal(call);

        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refusal.awsErrorDetails().errorMessage()).contains(message);
    }

    /** Asserts that a call is refused as invalid, with a message that contains this text. */
    static void assertInvalid(ThrowingCallable call, String message) {
        assertRefused(call, "ValidationException", message);
    }

    static DynamoDbException refusal(ThrowingCallable call) {
        DynamoDbException refusal = catchThrowableOfType(DynamoDbException.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    @Override
    public void close() {
        client.close();
        cluster.close();
        time.close();
    }
}
