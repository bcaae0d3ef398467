package io.torcdb.router.http.request;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.BatchWrite;
import io.torcdb.model.request.Request.KeysAndAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The requests on many items. */
final class BatchShapes {
    private static final String REQUEST_ITEMS = "RequestItems";

    private static final Member<List<SequencedMap<String, AttributeValue>>> KEYS =
            new Member<>("Keys", Types.KEYS);
    private static final Shape<KeysAndAttributes> KEYS_AND_ATTRIBUTES =
            Shape.of(
                    "KeysAndAttributes",
                    BatchShapes::keysAndAttributes,
                    KEYS,
                    ItemShapes.CONSISTENT_READ,
                    ItemShapes.PROJECTION_EXPRESSION,
                    ItemShapes.NAMES,
                    ItemShapes.ATTRIBUTES_TO_GET);
    private static final Member<SequencedMap<String, KeysAndAttributes>> READS =
            new Member<>(REQUEST_ITEMS, Types.map(KEYS_AND_ATTRIBUTES));

    private static final Shape<Put> PUT_REQUEST =
            Shape.of("PutRequest", found -> new Put(found.get(ItemShapes.ITEM)), ItemShapes.ITEM);
    private static final Shape<Delete> DELETE_REQUEST =
            Shape.of(
                    "DeleteRequest",
                    found -> new Delete(found.get(ItemShapes.KEY)),
                    ItemShapes.KEY);
    private static final Member<Put> PUT = new Member<>("PutRequest", Types.structure(PUT_REQUEST));
    private static final Member<Delete> DELETE =
            new Member<>("DeleteRequest", Types.structure(DELETE_REQUEST));
    private static final Shape<Write> WRITE_REQUEST =
            Shape.of(
                    "WriteRequest",
                    found -> new Write(found.get(PUT), found.get(DELETE)),
                    PUT,
                    DELETE);
    private static final Type<List<Write>> WRITE_REQUESTS = Types.list(WRITE_REQUEST);
    private static final Member<SequencedMap<String, List<BatchWrite>>> WRITES =
            new Member<>(
                    REQUEST_ITEMS,
                    Types.map(
                            "java.util.List<" + JsonReader.SHAPES + WRITE_REQUEST.name() + ">",
                            BatchShapes::writes));

    static final Shape<Request> BATCH_GET_ITEM =
            Shape.of(
                    "BatchGetItemInput",
                    BatchShapes::batchGetItem,
                    READS,
                    ItemShapes.RETURN_CONSUMED_CAPACITY);

    static final Shape<Request> BATCH_WRITE_ITEM =
            Shape.of(
                    "BatchWriteItemInput",
                    BatchShapes::batchWriteItem,
                    WRITES,
                    ItemShapes.RETURN_CONSUMED_CAPACITY,
                    ItemShapes.RETURN_ITEM_COLLECTION_METRICS);

    private BatchShapes() {}

    private static Request batchGetItem(Found found) {
        return new Request.BatchGetItem(
                found.get(READS), found.get(ItemShapes.RETURN_CONSUMED_CAPACITY));
    }

    private static KeysAndAttributes keysAndAttributes(Found found) {
        return new KeysAndAttributes(
                found.get(KEYS),
                found.get(ItemShapes.CONSISTENT_READ),
                found.get(ItemShapes.PROJECTION_EXPRESSION),
                found.get(ItemShapes.NAMES),
                found.get(ItemShapes.ATTRIBUTES_TO_GET));
    }

    private static Request batchWriteItem(Found found) {
        return new Request.BatchWriteItem(
                found.get(WRITES),
                found.get(ItemShapes.RETURN_CONSUMED_CAPACITY),
                found.get(ItemShapes.RETURN_ITEM_COLLECTION_METRICS));
    }

    private static List<BatchWrite> writes(String table, BodyReader body) {
        var writes = new ArrayList<BatchWrite>();
        for (Write write : WRITE_REQUESTS.read(body).orElse(List.of())) {
            String path = "requestItems." + table + ".member." + (writes.size() + 1) + ".member.";
            if (write.put().filter(put -> put.item().isEmpty()).isPresent()) {
                body.problems().values().missing(path + "putRequest.item");
            }
            if (write.delete().filter(delete -> delete.key().isEmpty()).isPresent()) {
                body.problems().values().missing(path + "deleteRequest.key");
            }
            writes.add(
                    new BatchWrite(
                            write.put().flatMap(Put::item), write.delete().flatMap(Delete::key)));
        }
        return writes;
    }

    /** The structure {@code PutRequest}. */
    private record Put(Optional<SequencedMap<String, AttributeValue>> item) {}

    /** The structure {@code DeleteRequest}. */
    private record Delete(Optional<SequencedMap<String, AttributeValue>> key) {}

    /** The structure {@code WriteRequest}. */
    private record Write(Optional<Put> put, Optional<Delete> delete) {}
}
