package io.torcdb.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Threads that put items of 1 KB, each under a partition key of its own with rising sort keys, and
 * remember what was acknowledged. Writes that fail are not repeated: the next number is tried.
 */
final class Writers implements AutoCloseable {
    private static final String PADDING = "x".repeat(1_000);

    private final DynamoDbClient client;
    private final String table;
    private final List<Thread> threads = new ArrayList<>();
    private final List<ConcurrentLinkedQueue<Long>> acknowledged = new ArrayList<>();
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong longestGapNanos = new AtomicLong();
    private volatile boolean stopped;

    Writers(DynamoDbClient client, String table, int count) {
        this.client = client;
        this.table = table;
        for (int number = 0; number < count; number++) {
            int writer = number;
            acknowledged.add(new ConcurrentLinkedQueue<>());
            threads.add(Thread.ofVirtual().start(() -> write(writer)));
        }
    }

    private void write(int writer) {
        long lastNanos = System.nanoTime();
        for (long number = 0; !stopped; number++) {
            var item = new HashMap<>(Torc.key("w" + writer, number));
            item.put("padding", AttributeValue.fromS(PADDING));
            try {
                var _ = client.putItem(put -> put.tableName(table).item(item));
            } catch (SdkException notAcknowledged) {
                continue;
            }
            acknowledged.get(writer).add(number);
            var _ = total.incrementAndGet();
            long now = System.nanoTime();
            long gap = now - lastNanos;
            var _ = longestGapNanos.accumulateAndGet(gap, Math::max);
            lastNanos = now;
        }
    }

    /** Waits until {@code more} further writes have been acknowledged. */
    void awaitMore(long more) throws InterruptedException {
        long goal = total.get() + more;
        long deadline = System.nanoTime() + 180_000_000_000L;
        var tick = new CountDownLatch(1);
        while (total.get() < goal) {
            assertThat(System.nanoTime() - deadline).as("writes go on").isNegative();
            var _ = tick.await(10, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
    }

    long total() {
        return total.get();
    }

    double longestGapSeconds() {
        return longestGapNanos.get() / 1e9;
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /**
     * Reads every partition key back with strong queries; every acknowledged item must be there,
     * once, in order.
     */
    void assertNothingIsLost() {
        for (int writer = 0; writer < threads.size(); writer++) {
            List<Long> found = read("w" + writer);
            assertThat(found).as("in order, once").isSorted().doesNotHaveDuplicates();
            assertThat(found).as("writer %d", writer).containsAll(acknowledged.get(writer));
        }
    }

    private List<Long> read(String partitionKey) {
        var found = new ArrayList<Long>();
        var pages =
                client.queryPaginator(query ->
                        query.tableName(table)
                                .consistentRead(true)
                                .keyConditionExpression("k = :k")
                                .expressionAttributeValues(
                                        Map.of(":k", AttributeValue.fromS(partitionKey))));
        for (var item : pages.items()) {
            AttributeValue padding = item.get("padding");
            AttributeValue number = item.get("s");
            assertThat(padding).isEqualTo(AttributeValue.fromS(PADDING));
            found.add(number == null ? -1L : Long.parseLong(number.n()));
        }
        return found;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
