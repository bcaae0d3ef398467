package io.torcdb.tests.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Draws the legacy parameters. */
final class LegacyParameters {
    private static final List<ComparisonOperator> OPERATORS =
            List.of(
                    ComparisonOperator.EQ,
                    ComparisonOperator.NE,
                    ComparisonOperator.LE,
                    ComparisonOperator.LT,
                    ComparisonOperator.GE,
                    ComparisonOperator.GT,
                    ComparisonOperator.NOT_NULL,
                    ComparisonOperator.NULL,
                    ComparisonOperator.CONTAINS,
                    ComparisonOperator.NOT_CONTAINS,
                    ComparisonOperator.BEGINS_WITH,
                    ComparisonOperator.IN,
                    ComparisonOperator.BETWEEN);

    private final Draw draw;

    LegacyParameters(Draw draw) {
        this.draw = draw;
    }

    void expect(PutItemRequest.Builder request) {
        Map<String, ExpectedAttributeValue> expected = expected();
        request.expected(expected);
        if (expected.size() > 1 && draw.once(2)) {
            request.conditionalOperator(ConditionalOperator.OR);
        }
    }

    void expect(DeleteItemRequest.Builder request) {
        Map<String, ExpectedAttributeValue> expected = expected();
        request.expected(expected);
        if (expected.size() > 1 && draw.once(2)) {
            request.conditionalOperator(ConditionalOperator.OR);
        }
    }

    void update(UpdateItemRequest.Builder request) {
        var updates = new LinkedHashMap<String, AttributeValueUpdate>();
        for (int count = 1 + draw.below(3); count > 0; count--) {
            updates.put(draw.attribute(), attributeUpdate());
        }
        request.attributeUpdates(updates);
        if (draw.once(3)) {
            request.expected(expected());
        }
    }

    private AttributeValueUpdate attributeUpdate() {
        var update = AttributeValueUpdate.builder();
        return switch (draw.below(6)) {
            case 0 -> update.action(AttributeAction.DELETE).build();
            case 1 -> update.action(AttributeAction.DELETE).value(draw.set()).build();
            case 2 -> update.action(AttributeAction.ADD).value(draw.number()).build();
            case 3 -> update.action(AttributeAction.ADD).value(draw.set()).build();
            case 4 ->
                    update.action(AttributeAction.ADD)
                            .value(AttributeValue.fromL(draw.some(2, draw::value)))
                            .build();
            default -> update.action(AttributeAction.PUT).value(draw.value()).build();
        };
    }

    private Map<String, ExpectedAttributeValue> expected() {
        var expected = new LinkedHashMap<String, ExpectedAttributeValue>();
        for (int count = 1 + draw.below(2); count > 0; count--) {
            expected.put(draw.attribute(), expectation());
        }
        return expected;
    }

    private ExpectedAttributeValue expectation() {
        var expectation = ExpectedAttributeValue.builder();
        return switch (draw.below(4)) {
            case 0 -> expectation.exists(false).build();
            case 1 -> expectation.value(draw.value()).build();
            case 2 -> expectation.exists(true).value(draw.scalar()).build();
            default -> {
                Condition condition = condition();
                expectation.comparisonOperator(condition.comparisonOperator());
                if (condition.hasAttributeValueList()) {
                    expectation.attributeValueList(condition.attributeValueList());
                }
                yield expectation.build();
            }
        };
    }

    private Condition condition() {
        ComparisonOperator operator = draw.of(OPERATORS);
        var condition = Condition.builder().comparisonOperator(operator);
        return switch (operator) {
            case NULL, NOT_NULL -> condition.build();
            case BETWEEN ->
                    condition
                            .attributeValueList(
                                    AttributeValue.fromN("0"), AttributeValue.fromN("3"))
                            .build();
            case IN -> condition.attributeValueList(draw.some(3, draw::number)).build();
            case EQ, NE -> condition.attributeValueList(draw.value()).build();
            default -> condition.attributeValueList(draw.scalar()).build();
        };
    }

    private Map<String, Condition> filter() {
        var filter = new LinkedHashMap<String, Condition>();
        for (int count = 1 + draw.below(2); count > 0; count--) {
            filter.put(draw.attribute(), condition());
        }
        return filter;
    }

    void query(QueryRequest.Builder request, Shape shape, String range, String rangeType) {
        var conditions = new LinkedHashMap<String, Condition>();
        conditions.put(Shape.HASH, equal(draw.key(shape.hash())));
        if (!range.isEmpty() && draw.once(2)) {
            conditions.put(
                    range,
                    draw.once(2)
                            ? equal(draw.key(rangeType))
                            : Condition.builder()
                                    .comparisonOperator(
                                            draw.of(
                                                    List.of(
                                                            ComparisonOperator.GE,
                                                            ComparisonOperator.LT,
                                                            ComparisonOperator.BEGINS_WITH)))
                                    .attributeValueList(draw.key(rangeType))
                                    .build());
        }
        request.keyConditions(conditions);
        if (draw.once(3)) {
            request.queryFilter(filter());
        }
        if (draw.once(4)) {
            request.attributesToGet(List.copyOf(draw.distinct(3, draw::attribute)));
        }
    }

    void scan(ScanRequest.Builder request) {
        Map<String, Condition> filter = filter();
        request.scanFilter(filter);
        if (filter.size() > 1 && draw.once(2)) {
            request.conditionalOperator(ConditionalOperator.OR);
        }
    }

    private static Condition equal(AttributeValue value) {
        return Condition.builder()
                .comparisonOperator(ComparisonOperator.EQ)
                .attributeValueList(value)
                .build();
    }
}
