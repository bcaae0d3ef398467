package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.s;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Short names for the parts of batches. */
final class BatchParts {
    private BatchParts() {}

    static WriteRequest put(Object... namesAndValues) {
        return WriteRequest.builder().putRequest(put -> put.item(item(namesAndValues))).build();
    }

    static WriteRequest delete(Object... namesAndValues) {
        return WriteRequest.builder()
                .deleteRequest(delete -> delete.key(item(namesAndValues)))
                .build();
    }

    static List<WriteRequest> puts(int count) {
        return IntStream.range(0, count).mapToObj(i -> put("p", s("many-" + i))).toList();
    }

    static KeysAndAttributes keys(int count) {
        return KeysAndAttributes.builder()
                .keys(
                        IntStream.range(0, count)
                                .mapToObj(i -> (Map<String, AttributeValue>) item("p", s("n" + i)))
                                .toList())
                .build();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    static KeysAndAttributes keys(Map<String, AttributeValue>... keys) {
        return KeysAndAttributes.builder().keys(List.of(keys)).consistentRead(true).build();
    }

    static List<Map<String, AttributeValue>> itemsOf(BatchGetItemResponse response, String table) {
        var items = response.responses().get(table);
        assertThat(items).as(table).isNotNull();
        return items == null ? List.of() : items;
    }
}
