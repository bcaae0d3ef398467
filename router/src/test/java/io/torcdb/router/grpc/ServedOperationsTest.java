package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.proto.v1.AttributeValue;
import io.torcdb.proto.v1.Attributes;
import io.torcdb.proto.v1.DeleteItemRequest;
import io.torcdb.proto.v1.GetItemRequest;
import io.torcdb.proto.v1.Names;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.QueryResponse;
import io.torcdb.proto.v1.ReturnValues;
import io.torcdb.proto.v1.ScanRequest;
import io.torcdb.proto.v1.UpdateItemRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServedOperationsTest {
    private static final Item ITEM = Item.of(Map.of("a", new StringValue("x")));
    private static final Attributes MESSAGE = ValueEncoder.attributes(ITEM);

    private static Request.Placeholders placeholders() {
        var names = new LinkedHashMap<String, String>();
        names.put("#a", "a");
        var values = new LinkedHashMap<String, io.torcdb.model.item.AttributeValue>();
        values.put(":a", new StringValue("x"));
        return new Request.Placeholders(Optional.of(names), Optional.of(values));
    }

    private static Names names() {
        return Names.newBuilder().putNames("#a", "a").build();
    }

    private static Attributes values() {
        return Attributes.newBuilder()
                .putAttributes(":a", AttributeValue.newBuilder().setS("x").build())
                .build();
    }

    private static Request.Returns returns(Optional<String> values, Optional<String> onFailure) {
        return new Request.Returns(values, onFailure, Optional.empty(), Optional.empty());
    }

    @Test
    void putsItems() throws IOException {
        var operations =
                Scripted.replying(
                        new Response.Written(
                                Optional.of(ITEM), Optional.empty(), Optional.empty()));
        try (var rig = new Rig(operations)) {
            var reply =
                    rig.client()
                            .putItem(
                                    PutItemRequest.newBuilder()
                                            .setTableName("t")
                                            .setItem(MESSAGE)
                                            .setConditionExpression("#a = :a")
                                            .setExpressionAttributeNames(names())
                                            .setExpressionAttributeValues(values())
                                            .setReturnValues(ReturnValues.RETURN_VALUES_ALL_OLD)
                                            .setReturnValuesOnConditionCheckFailure(
                                                    ReturnValues.RETURN_VALUES_NONE)
                                            .build());

            assertThat(reply.getAttributes()).isEqualTo(MESSAGE);
            assertThat(operations.request())
                    .isEqualTo(
                            new Request.PutItem(
                                    Optional.of("t"),
                                    Optional.of(ITEM.attributes()),
                                    Optional.of("#a = :a"),
                                    placeholders(),
                                    Request.Expectation.NONE,
                                    returns(Optional.of("ALL_OLD"), Optional.of("NONE"))));
        }
    }

    @Test
    void getsItemsAndTellsThatThereIsNone() throws IOException {
        var operations =
                new Scripted(request ->
                        Outcome.success(
                                new Response.Got(
                                        ((Request.GetItem) request).consistentRead().orElseThrow()
                                                ? Optional.of(ITEM)
                                                : Optional.empty(),
                                        Optional.empty())));
        try (var rig = new Rig(operations)) {
            var request =
                    GetItemRequest.newBuilder()
                            .setTableName("t")
                            .setKey(MESSAGE)
                            .setConsistentRead(true)
                            .setProjectionExpression("#a")
                            .setExpressionAttributeNames(names())
                            .build();
            var found = rig.client().getItem(request);
            var missing =
                    rig.client().getItem(request.toBuilder().setConsistentRead(false).build());

            assertThat(found.getItem()).isEqualTo(MESSAGE);
            assertThat(missing.hasItem()).isFalse();
            assertThat(operations.request())
                    .isEqualTo(
                            new Request.GetItem(
                                    Optional.of("t"),
                                    Optional.of(ITEM.attributes()),
                                    Optional.of(true),
                                    Optional.of("#a"),
                                    new Request.Placeholders(
                                            placeholders().names(), Optional.empty()),
                                    Optional.empty(),
                                    Optional.empty()));
        }
    }

    @Test
    void updatesItems() throws IOException {
        var operations =
                Scripted.replying(
                        new Response.Written(
                                Optional.of(ITEM), Optional.empty(), Optional.empty()));
        try (var rig = new Rig(operations)) {
            var reply =
                    rig.client()
                            .updateItem(
                                    UpdateItemRequest.newBuilder()
                                            .setTableName("t")
                                            .setKey(MESSAGE)
                                            .setUpdateExpression("SET #a = :a")
                                            .setConditionExpression("#a <> :a")
                                            .setExpressionAttributeNames(names())
                                            .setExpressionAttributeValues(values())
                                            .setReturnValues(ReturnValues.RETURN_VALUES_UPDATED_NEW)
                                            .build());

            assertThat(reply.getAttributes()).isEqualTo(MESSAGE);
            assertThat(operations.request())
                    .isEqualTo(
                            new Request.UpdateItem(
                                    Optional.of("t"),
                                    Optional.of(ITEM.attributes()),
                                    Optional.of("SET #a = :a"),
                                    Optional.of("#a <> :a"),
                                    placeholders(),
                                    Optional.empty(),
                                    Request.Expectation.NONE,
                                    returns(Optional.of("UPDATED_NEW"), Optional.empty())));
        }
    }

    @Test
    void deletesItems() throws IOException {
        var operations =
                Scripted.replying(
                        new Response.Written(Optional.empty(), Optional.empty(), Optional.empty()));
        try (var rig = new Rig(operations)) {
            var reply =
                    rig.client()
                            .deleteItem(
                                    DeleteItemRequest.newBuilder()
                                            .setTableName("t")
                                            .setKey(MESSAGE)
                                            .setReturnValuesOnConditionCheckFailure(
                                                    ReturnValues.RETURN_VALUES_ALL_OLD)
                                            .build());

            assertThat(reply.hasAttributes()).isFalse();
            assertThat(operations.request())
                    .isEqualTo(
                            new Request.DeleteItem(
                                    Optional.of("t"),
                                    Optional.of(ITEM.attributes()),
                                    Optional.empty(),
                                    Request.Placeholders.NONE,
                                    Request.Expectation.NONE,
                                    returns(Optional.empty(), Optional.of("ALL_OLD"))));
        }
    }

    @Test
    void queriesPageAfterPage() throws IOException {
        var pages =
                new ArrayList<Response>(
                        List.of(
                                new Response.Page(
                                        Optional.of(List.of(ITEM)),
                                        1,
                                        3,
                                        Optional.of(ITEM),
                                        Optional.empty()),
                                new Response.Page(
                                        Optional.of(List.of()),
                                        0,
                                        2,
                                        Optional.empty(),
                                        Optional.empty())));
        var operations = new Scripted(_ -> Outcome.success(pages.removeFirst()));
        try (var rig = new Rig(operations)) {
            var replies = new ArrayList<QueryResponse>();
            rig.client()
                    .query(
                            QueryRequest.newBuilder()
                                    .setTableName("t")
                                    .setKeyConditionExpression("#a = :a")
                                    .setFilterExpression("b = :a")
                                    .setExpressionAttributeNames(names())
                                    .setExpressionAttributeValues(values())
                                    .setCountOnly(true)
                                    .setScanBackward(true)
                                    .setConsistentRead(true)
                                    .setLimit(10)
                                    .build())
                    .forEachRemaining(replies::add);

            assertThat(replies)
                    .containsExactly(
                            QueryResponse.newBuilder()
                                    .addItems(MESSAGE)
                                    .setCount(1)
                                    .setScannedCount(3)
                                    .setLastEvaluatedKey(MESSAGE)
                                    .build(),
                            QueryResponse.newBuilder().setScannedCount(2).build());
            var first = query(10, Optional.empty());
            assertThat(operations.requests())
                    .containsExactly(first, query(7, Optional.of(ITEM.attributes())));
        }
    }

    private static Request query(
            int limit, Optional<Map<String, io.torcdb.model.item.AttributeValue>> start) {
        return new Request.Query(
                Optional.of("t"),
                Optional.empty(),
                Optional.of("#a = :a"),
                Optional.empty(),
                Optional.of("b = :a"),
                placeholders(),
                Request.LegacyFilter.NONE,
                new Request.Selection(Optional.of("COUNT"), Optional.empty(), Optional.empty()),
                Optional.of(false),
                new Request.Paging(Optional.of(true), Optional.of(limit), start),
                Optional.empty());
    }

    @Test
    void scansMoreThanAnyWindowHolds() throws IOException {
        int pages = 24;
        var big = new BinaryValue(Binary.wrap(new byte[400_000]));
        var item = Item.of(Map.of("a", big));
        var asked = new AtomicInteger();
        var operations =
                new Scripted(_ ->
                        Outcome.success(
                                new Response.Page(
                                        Optional.of(List.of(item, item)),
                                        2,
                                        2,
                                        asked.incrementAndGet() < pages
                                                ? Optional.of(ITEM)
                                                : Optional.empty(),
                                        Optional.empty())));
        try (var rig = new Rig(operations)) {
            var replies = rig.client().scan(ScanRequest.newBuilder().setTableName("t").build());
            int items = replies.next().getItemsCount();

            // Nobody takes the rest yet: the edge must be held back long before the end.
            int early = asked.get();
            while (replies.hasNext()) {
                items += replies.next().getItemsCount();
            }

            assertThat(early).isLessThan(pages);
            assertThat(items).isEqualTo(2 * pages);
            assertThat(operations.requests().get(1))
                    .isEqualTo(
                            new Request.Scan(
                                    Optional.of("t"),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Request.Placeholders.NONE,
                                    Request.LegacyFilter.NONE,
                                    new Request.Selection(
                                            Optional.empty(), Optional.empty(), Optional.empty()),
                                    Request.Segments.WHOLE,
                                    new Request.Paging(
                                            Optional.of(false),
                                            Optional.empty(),
                                            Optional.of(ITEM.attributes())),
                                    Optional.empty()));
        }
    }
}
