package io.torcdb.tests.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Draws operations on the tables of {@link Shape}. */
final class Operations {
    private final Draw draw;
    private final LegacyParameters legacy;

    Operations(long seed) {
        draw = new Draw(seed);
        legacy = new LegacyParameters(draw);
    }

    Operation next() {
        Shape shape = draw.of(Shape.ALL);
        return switch (draw.below(20)) {
            case 0, 1, 2, 3, 4 -> put(shape);
            case 5, 6 -> get(shape);
            case 7, 8 -> delete(shape);
            case 9, 10, 11, 12, 13 -> update(shape);
            case 14, 15, 16 -> query(shape);
            case 17 -> scan(shape);
            case 18 -> batchGet();
            default -> batchWrite();
        };
    }

    private List<String> keys(Shape shape) {
        return shape.range().isPresent() ? List.of(Shape.HASH, Shape.RANGE) : List.of(Shape.HASH);
    }

    private List<Operation.Touched> touched(Shape shape, Map<String, AttributeValue> item) {
        var key = new LinkedHashMap<>(item);
        key.keySet().retainAll(keys(shape));
        return List.of(new Operation.Touched(shape.name(), key));
    }

    private ReturnConsumedCapacity capacity() {
        return draw.of(
                List.of(
                        ReturnConsumedCapacity.NONE,
                        ReturnConsumedCapacity.TOTAL,
                        ReturnConsumedCapacity.INDEXES));
    }

    private Operation put(Shape shape) {
        var expressions = new Expressions(draw);
        var request =
                PutItemRequest.builder()
                        .tableName(shape.name())
                        .item(shape.item(draw))
                        .returnConsumedCapacity(capacity());
        if (draw.once(3)) {
            request.returnValues(draw.of(List.of(ReturnValue.ALL_OLD, ReturnValue.NONE)));
        }
        if (draw.once(3)) {
            request.conditionExpression(expressions.condition(keys(shape)))
                    .expressionAttributeNames(expressions.names())
                    .expressionAttributeValues(expressions.values());
        } else if (draw.once(6)) {
            legacy.expect(request);
        }
        if (draw.once(3)) {
            request.returnValuesOnConditionCheckFailure(
                    ReturnValuesOnConditionCheckFailure.ALL_OLD);
        }
        PutItemRequest built = request.build();
        return new Operation(built, client -> client.putItem(built), touched(shape, built.item()));
    }

    private Operation get(Shape shape) {
        var expressions = new Expressions(draw);
        var request =
                GetItemRequest.builder()
                        .tableName(shape.name())
                        .key(shape.key(draw))
                        .consistentRead(true)
                        .returnConsumedCapacity(capacity());
        if (draw.once(3)) {
            request.projectionExpression(expressions.projection())
                    .expressionAttributeNames(expressions.names());
        } else if (draw.once(8)) {
            request.attributesToGet(draw.some(3, draw::attribute));
        }
        GetItemRequest built = request.build();
        return Operation.reading(built, client -> client.getItem(built));
    }

    private Operation delete(Shape shape) {
        var expressions = new Expressions(draw);
        var request =
                DeleteItemRequest.builder()
                        .tableName(shape.name())
                        .key(shape.key(draw))
                        .returnConsumedCapacity(capacity());
        if (draw.once(2)) {
            request.returnValues(ReturnValue.ALL_OLD);
        }
        if (draw.once(2)) {
            request.conditionExpression(expressions.condition(keys(shape)))
                    .expressionAttributeNames(expressions.names())
                    .expressionAttributeValues(expressions.values());
        } else if (draw.once(6)) {
            legacy.expect(request);
        }
        DeleteItemRequest built = request.build();
        return new Operation(
                built, client -> client.deleteItem(built), touched(shape, built.key()));
    }

    private Operation update(Shape shape) {
        var expressions = new Expressions(draw);
        var request =
                UpdateItemRequest.builder()
                        .tableName(shape.name())
                        .key(shape.key(draw))
                        .returnConsumedCapacity(capacity());
        if (draw.once(8)) {
            legacy.update(request);
        } else {
            if (!draw.once(30)) {
                request.updateExpression(expressions.update());
            }
            if (draw.once(4)) {
                request.conditionExpression(expressions.condition(keys(shape)));
            }
            request.expressionAttributeNames(expressions.names())
                    .expressionAttributeValues(expressions.values());
        }
        if (!draw.once(3)) {
            request.returnValues(
                    draw.of(
                            List.of(
                                    ReturnValue.ALL_NEW,
                                    ReturnValue.ALL_OLD,
                                    ReturnValue.UPDATED_NEW,
                                    ReturnValue.UPDATED_OLD)));
        }
        UpdateItemRequest built = request.build();
        return new Operation(
                built, client -> client.updateItem(built), touched(shape, built.key()));
    }

    private Operation query(Shape shape) {
        var expressions = new Expressions(draw);
        Optional<Shape.Index> index =
                shape.indexes().isEmpty() || draw.once(3)
                        ? Optional.empty()
                        : Optional.of(draw.of(shape.indexes()));
        var request =
                QueryRequest.builder()
                        .tableName(shape.name())
                        .consistentRead(true)
                        .returnConsumedCapacity(capacity());
        index.ifPresent(chosen -> request.indexName(chosen.name()));
        String range =
                index.map(Shape.Index::attribute)
                        .orElse(shape.range().isPresent() ? Shape.RANGE : "");
        String rangeType = index.map(Shape.Index::type).orElseGet(() -> shape.range().orElse("S"));
        if (draw.once(8)) {
            legacy.query(request, shape, range, rangeType);
        } else {
            request.keyConditionExpression(
                    expressions.keyCondition(shape.hash(), range, rangeType));
            if (draw.once(3)) {
                request.filterExpression(expressions.condition(List.of()));
            }
            if (draw.once(4)) {
                request.projectionExpression(expressions.projection());
            } else if (draw.once(4)) {
                request.select(draw.of(List.of(Select.COUNT, Select.ALL_ATTRIBUTES)));
            }
            request.expressionAttributeNames(expressions.names())
                    .expressionAttributeValues(expressions.values());
        }
        if (draw.once(3)) {
            request.scanIndexForward(false);
        }
        boolean inPages = draw.once(3);
        if (inPages) {
            request.limit(1 + draw.below(3));
        }
        QueryRequest built = request.build();
        return Operation.reading(built, client -> Pages.query(client, built));
    }

    private Operation scan(Shape shape) {
        var expressions = new Expressions(draw);
        var request =
                ScanRequest.builder()
                        .tableName(shape.name())
                        .consistentRead(true)
                        .returnConsumedCapacity(ReturnConsumedCapacity.NONE);
        if (!shape.indexes().isEmpty() && draw.once(2)) {
            request.indexName(draw.of(shape.indexes()).name());
        }
        if (draw.once(6)) {
            legacy.scan(request);
        } else {
            if (draw.once(2)) {
                request.filterExpression(expressions.condition(keys(shape)));
            }
            if (draw.once(4)) {
                request.projectionExpression(expressions.projection());
            } else if (draw.once(4)) {
                request.select(draw.of(List.of(Select.COUNT, Select.ALL_ATTRIBUTES)));
            }
            request.expressionAttributeNames(expressions.names())
                    .expressionAttributeValues(expressions.values());
        }
        if (draw.once(3)) {
            request.limit(1 + draw.below(4));
        }
        if (draw.once(3)) {
            request.totalSegments(3);
        }
        ScanRequest built = request.build();
        return Operation.reading(built, client -> Pages.scan(client, built));
    }

    private Operation batchGet() {
        var tables = new LinkedHashMap<String, KeysAndAttributes>();
        for (int count = 1 + draw.below(2); count > 0; count--) {
            Shape shape = draw.of(Shape.ALL);
            var expressions = new Expressions(draw);
            var wanted =
                    KeysAndAttributes.builder()
                            .keys(draw.distinct(4, () -> shape.key(draw)))
                            .consistentRead(true);
            if (draw.once(4)) {
                wanted.projectionExpression(expressions.projection())
                        .expressionAttributeNames(expressions.names());
            }
            tables.put(shape.name(), wanted.build());
        }
        BatchGetItemRequest built =
                BatchGetItemRequest.builder()
                        .requestItems(tables)
                        .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
                        .build();
        return Operation.reading(built, client -> Pages.unordered(client.batchGetItem(built)));
    }

    private Operation batchWrite() {
        var tables = new LinkedHashMap<String, List<WriteRequest>>();
        var touched = new ArrayList<Operation.Touched>();
        for (int count = 1 + draw.below(2); count > 0; count--) {
            Shape shape = draw.of(Shape.ALL);
            var writes = new ArrayList<WriteRequest>();
            var seen = new ArrayList<Map<String, AttributeValue>>();
            for (int elements = 1 + draw.below(4); elements > 0; elements--) {
                Map<String, AttributeValue> item = shape.item(draw);
                var key = new LinkedHashMap<>(item);
                key.keySet().retainAll(keys(shape));
                if (seen.contains(key) && !draw.once(10)) {
                    continue;
                }
                seen.add(key);
                touched.add(new Operation.Touched(shape.name(), key));
                writes.add(
                        draw.once(3)
                                ? WriteRequest.builder()
                                        .deleteRequest(DeleteRequest.builder().key(key).build())
                                        .build()
                                : WriteRequest.builder()
                                        .putRequest(PutRequest.builder().item(item).build())
                                        .build());
            }
            tables.put(shape.name(), writes);
        }
        BatchWriteItemRequest built = BatchWriteItemRequest.builder().requestItems(tables).build();
        return new Operation(built, client -> client.batchWriteItem(built), touched);
    }
}
