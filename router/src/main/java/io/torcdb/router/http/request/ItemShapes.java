package io.torcdb.router.http.request;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/** The requests on one item, and the members that others share with them. */
final class ItemShapes {
    static final Member<String> TABLE_NAME = new Member<>("TableName", Types.STRING);
    static final Member<SequencedMap<String, AttributeValue>> ITEM =
            new Member<>("Item", Types.ATTRIBUTES);
    static final Member<SequencedMap<String, AttributeValue>> KEY =
            new Member<>("Key", Types.ATTRIBUTES);
    static final Member<Boolean> CONSISTENT_READ = new Member<>("ConsistentRead", Types.BOOLEAN);
    static final Member<String> PROJECTION_EXPRESSION =
            new Member<>("ProjectionExpression", Types.STRING);
    static final Member<List<String>> ATTRIBUTES_TO_GET =
            new Member<>("AttributesToGet", Types.STRINGS);
    static final Member<SequencedMap<String, String>> NAMES =
            new Member<>("ExpressionAttributeNames", Types.EXPRESSION_ATTRIBUTE_NAMES);
    static final Member<SequencedMap<String, AttributeValue>> VALUES =
            new Member<>("ExpressionAttributeValues", Types.EXPRESSION_ATTRIBUTE_VALUES);
    static final Member<String> CONDITIONAL_OPERATOR =
            new Member<>("ConditionalOperator", Types.STRING);
    static final Member<String> RETURN_CONSUMED_CAPACITY =
            new Member<>("ReturnConsumedCapacity", Types.STRING);
    static final Member<String> RETURN_ITEM_COLLECTION_METRICS =
            new Member<>("ReturnItemCollectionMetrics", Types.STRING);

    private static final Member<String> CONDITION_EXPRESSION =
            new Member<>("ConditionExpression", Types.STRING);
    private static final Member<String> UPDATE_EXPRESSION =
            new Member<>("UpdateExpression", Types.STRING);
    private static final Member<String> RETURN_VALUES = new Member<>("ReturnValues", Types.STRING);
    private static final Member<String> RETURN_VALUES_ON_FAILURE =
            new Member<>("ReturnValuesOnConditionCheckFailure", Types.STRING);
    private static final Member<SequencedMap<String, Request.ExpectedAttributeValue>> EXPECTED =
            new Member<>("Expected", Types.byAttribute(LegacyShapes.EXPECTED_ATTRIBUTE_VALUE));
    private static final Member<SequencedMap<String, Request.AttributeValueUpdate>>
            ATTRIBUTE_UPDATES =
                    new Member<>(
                            "AttributeUpdates",
                            Types.byAttribute(LegacyShapes.ATTRIBUTE_VALUE_UPDATE));

    static final Shape<Request> PUT_ITEM =
            Shape.of(
                    "PutItemInput",
                    ItemShapes::putItem,
                    TABLE_NAME,
                    ITEM,
                    CONDITION_EXPRESSION,
                    NAMES,
                    VALUES,
                    EXPECTED,
                    CONDITIONAL_OPERATOR,
                    RETURN_VALUES,
                    RETURN_VALUES_ON_FAILURE,
                    RETURN_CONSUMED_CAPACITY,
                    RETURN_ITEM_COLLECTION_METRICS);

    static final Shape<Request> GET_ITEM =
            Shape.of(
                    "GetItemInput",
                    ItemShapes::getItem,
                    TABLE_NAME,
                    KEY,
                    CONSISTENT_READ,
                    PROJECTION_EXPRESSION,
                    NAMES,
                    ATTRIBUTES_TO_GET,
                    RETURN_CONSUMED_CAPACITY);

    static final Shape<Request> DELETE_ITEM =
            Shape.of(
                    "DeleteItemInput",
                    ItemShapes::deleteItem,
                    TABLE_NAME,
                    KEY,
                    CONDITION_EXPRESSION,
                    NAMES,
                    VALUES,
                    EXPECTED,
                    CONDITIONAL_OPERATOR,
                    RETURN_VALUES,
                    RETURN_VALUES_ON_FAILURE,
                    RETURN_CONSUMED_CAPACITY,
                    RETURN_ITEM_COLLECTION_METRICS);

    static final Shape<Request> UPDATE_ITEM =
            Shape.of(
                    "UpdateItemInput",
                    ItemShapes::updateItem,
                    TABLE_NAME,
                    KEY,
                    UPDATE_EXPRESSION,
                    CONDITION_EXPRESSION,
                    NAMES,
                    VALUES,
                    ATTRIBUTE_UPDATES,
                    EXPECTED,
                    CONDITIONAL_OPERATOR,
                    RETURN_VALUES,
                    RETURN_VALUES_ON_FAILURE,
                    RETURN_CONSUMED_CAPACITY,
                    RETURN_ITEM_COLLECTION_METRICS);

    private ItemShapes() {}

    private static Request putItem(Found found) {
        return new Request.PutItem(
                found.get(TABLE_NAME),
                found.get(ITEM).map(Function.identity()),
                found.get(CONDITION_EXPRESSION),
                placeholders(found),
                expectation(found),
                returns(found));
    }

    private static Request getItem(Found found) {
        return new Request.GetItem(
                found.get(TABLE_NAME),
                found.get(KEY).map(Function.identity()),
                found.get(CONSISTENT_READ),
                found.get(PROJECTION_EXPRESSION),
                placeholders(found),
                found.get(ATTRIBUTES_TO_GET),
                found.get(RETURN_CONSUMED_CAPACITY));
    }

    private static Request deleteItem(Found found) {
        return new Request.DeleteItem(
                found.get(TABLE_NAME),
                found.get(KEY).map(Function.identity()),
                found.get(CONDITION_EXPRESSION),
                placeholders(found),
                expectation(found),
                returns(found));
    }

    private static Request updateItem(Found found) {
        return new Request.UpdateItem(
                found.get(TABLE_NAME),
                found.get(KEY).map(Function.identity()),
                found.get(UPDATE_EXPRESSION),
                found.get(CONDITION_EXPRESSION),
                placeholders(found),
                found.get(ATTRIBUTE_UPDATES),
                expectation(found),
                returns(found));
    }

    /** Returns the placeholders of a request's expressions. */
    static Request.Placeholders placeholders(Found found) {
        var names = found.get(NAMES);
        var values = found.get(VALUES);
        return names.isEmpty() && values.isEmpty()
                ? Request.Placeholders.NONE
                : new Request.Placeholders(names, values);
    }

    private static Request.Expectation expectation(Found found) {
        return new Request.Expectation(found.get(EXPECTED), found.get(CONDITIONAL_OPERATOR));
    }

    private static Request.Returns returns(Found found) {
        return new Request.Returns(
                found.get(RETURN_VALUES),
                found.get(RETURN_VALUES_ON_FAILURE),
                found.get(RETURN_CONSUMED_CAPACITY),
                found.get(RETURN_ITEM_COLLECTION_METRICS));
    }
}
