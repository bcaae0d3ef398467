package io.torcdb.router.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.torcdb.model.catalog.TableInfo;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.KeyRules;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.legacy.LegacyConditions;
import io.torcdb.model.expression.legacy.LegacyUpdates;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.expression.parser.PlaceholderRules.Parameter;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.ItemCodec;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.schema.PrimaryKey;
import io.torcdb.model.schema.TableSchema;
import io.torcdb.proto.internal.WriteRequest;
import io.torcdb.router.operation.check.Constraints;
import io.torcdb.router.operation.check.Expressions;
import io.torcdb.router.operation.check.ItemLimits;
import io.torcdb.router.operation.check.LegacyConstraints;
import io.torcdb.router.operation.check.Mixing;
import io.torcdb.router.operation.check.Outcomes;
import io.torcdb.router.operation.check.Rules;
import io.torcdb.wire.ExpressionCodec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks PutItem, UpdateItem and DeleteItem as far as that needs no table, and binds them to one.
 */
final class ItemWrites {
    private static final List<String> ALL_OLD_OR_NONE = List.of("ALL_OLD", "NONE");

    private ItemWrites() {}

    /**
     * A write whose static checks are done.
     *
     * @param message the request to a node, but for its target, key, condition and (of an update)
     *     key item
     * @param key finds the key, or what is wrong with it, by the table's schema
     */
    record Checked(
            WriteRequest.Builder message,
            Optional<Condition> condition,
            Function<TableSchema, Outcome<PrimaryKey>> key) {
        /** Completes the message for a table and returns the item's key. */
        Outcome<PrimaryKey> bind(TableInfo table) {
            return key.apply(table.schema())
                    .then(primary ->
                            Outcomes.after(
                                    List.of(() -> Rules.condition(condition, table.schema())),
                                    () -> Outcome.success(complete(primary, table.schema()))));
        }

        private PrimaryKey complete(PrimaryKey primary, TableSchema schema) {
            message.setKey(UnsafeByteOperations.unsafeWrap(primary.encoded()));
            condition.ifPresent(tree -> message.setCondition(ExpressionCodec.encode(tree)));
            if (message.hasUpdate()) {
                message.getUpdateBuilder().setKeyItem(encoded(primary.toItem(schema)));
            }
            return primary;
        }
    }

    /** What a write returns when it is done, or not done. */
    private record Returns(Request.Returns asked) {
        /** Returns constraints with what these break. */
        Constraints constraints() {
            return new Constraints()
                    .oneOf(
                            "returnConsumedCapacity",
                            asked.consumedCapacity(),
                            Constraints.RETURN_CONSUMED_CAPACITY)
                    .oneOf(
                            "returnItemCollectionMetrics",
                            asked.itemCollectionMetrics(),
                            Constraints.RETURN_ITEM_COLLECTION_METRICS)
                    .oneOf("returnValues", asked.values(), Constraints.RETURN_VALUES)
                    .oneOf(
                            "returnValuesOnConditionCheckFailure",
                            asked.valuesOnConditionCheckFailure(),
                            Constraints.RETURN_VALUES_ON_FAILURE);
        }

        Optional<Failure> notAllOldOrNone() {
            return asked.values()
                    .filter(text -> !ALL_OLD_OR_NONE.contains(text))
                    .map(_ -> new Failure.Invalid("ReturnValues can only be ALL_OLD or NONE"));
        }

        WriteRequest.Builder into(WriteRequest.Builder message) {
            return message.setReturnValues(
                            WriteRequest.ReturnValues.valueOf(asked.values().orElse("NONE")))
                    .setReturnItemOnFailure(
                            asked.valuesOnConditionCheckFailure()
                                    .filter("ALL_OLD"::equals)
                                    .isPresent());
        }
    }

    static Outcome<Checked> put(Request.PutItem request, Request.Flaws flaws) {
        var expressions = new Expressions(request.placeholders(), flaws);
        var returns = new Returns(request.returns());
        Item item = Item.of(request.item().orElse(Map.of()));
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableName(request.tableName()),
                        () -> {
                            var constraints = returns.constraints().present("item", request.item());
                            LegacyConstraints.expectation(constraints, request.expectation());
                            return constraints.failure();
                        },
                        () -> Mixing.of(request),
                        () -> expressions.without(conditionOf(request.conditionExpression())),
                        returns::notAllOldOrNone,
                        expressions::badValues,
                        () -> ItemLimits.ofPut(item),
                        expressions::badPlaceholders),
                () -> {
                    var message = returns.into(WriteRequest.newBuilder().setPut(encoded(item)));
                    return LegacyConditions.expected(request.expectation())
                            .then(legacy ->
                                    condition(expressions, request.conditionExpression(), legacy))
                            .map(condition ->
                                    new Checked(
                                            message, condition, schema -> schema.keyOfItem(item)));
                });
    }

    static Outcome<Checked> delete(Request.DeleteItem request, Request.Flaws flaws) {
        var expressions = new Expressions(request.placeholders(), flaws);
        var returns = new Returns(request.returns());
        Map<String, AttributeValue> key = request.key().orElse(Map.of());
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableName(request.tableName()),
                        () -> {
                            var constraints = returns.constraints().present("key", request.key());
                            LegacyConstraints.expectation(constraints, request.expectation());
                            return constraints.failure();
                        },
                        () -> Mixing.of(request),
                        () -> expressions.without(conditionOf(request.conditionExpression())),
                        returns::notAllOldOrNone,
                        expressions::badValues,
                        expressions::badPlaceholders),
                () -> {
                    var message = returns.into(WriteRequest.newBuilder().setDelete(true));
                    return LegacyConditions.expected(request.expectation())
                            .then(legacy ->
                                    condition(expressions, request.conditionExpression(), legacy))
                            .map(condition ->
                                    new Checked(message, condition, schema -> schema.keyOf(key)));
                });
    }

    static Outcome<Checked> update(Request.UpdateItem request, Request.Flaws flaws) {
        var expressions = new Expressions(request.placeholders(), flaws);
        var returns = new Returns(request.returns());
        return Outcomes.after(
                List.of(
                        () -> Constraints.ofTableName(request.tableName()),
                        () -> {
                            var constraints = returns.constraints().present("key", request.key());
                            LegacyConstraints.expectation(constraints, request.expectation());
                            LegacyConstraints.updates(constraints, request.attributeUpdates());
                            return constraints.firstFailure();
                        },
                        () -> Mixing.of(request),
                        () ->
                                expressions.without(
                                        List.of(
                                                Expressions.update(request.updateExpression()),
                                                Expressions.condition(
                                                        request.conditionExpression()))),
                        expressions::badValues,
                        expressions::badPlaceholders),
                () ->
                        LegacyUpdates.of(
                                        request.attributeUpdates()
                                                .orElseGet(Collections::emptyNavigableMap))
                                .then(legacy -> update(request, expressions, returns, legacy)));
    }

    /** Goes on with the update of AttributeUpdates, which does nothing where there are none. */
    private static Outcome<Checked> update(
            Request.UpdateItem request, Expressions expressions, Returns returns, Update legacy) {
        return LegacyConditions.expected(request.expectation())
                .then(expected ->
                        expressions
                                .parse(request.updateExpression(), ExpressionParser::update)
                                .then(parsed ->
                                        condition(
                                                        expressions,
                                                        request.conditionExpression(),
                                                        expected)
                                                .map(condition ->
                                                        checked(
                                                                request,
                                                                returns,
                                                                parsed.orElse(legacy),
                                                                condition))));
    }

    private static Checked checked(
            Request.UpdateItem request,
            Returns returns,
            Update update,
            Optional<Condition> condition) {
        Map<String, AttributeValue> key = request.key().orElse(Map.of());
        var message = returns.into(WriteRequest.newBuilder());
        message.getUpdateBuilder().setUpdate(ExpressionCodec.encode(update));
        return new Checked(message, condition, schema -> keyOfUpdate(schema, key, update));
    }

    private static Outcome<PrimaryKey> keyOfUpdate(
            TableSchema schema, Map<String, AttributeValue> key, Update update) {
        return schema.keyOf(key).then(primary -> KeyRules.update(update, schema).map(_ -> primary));
    }

    private static List<Parameter> conditionOf(Optional<String> text) {
        return List.of(Expressions.condition(text));
    }

    /**
     * Parses the condition, and checks that all placeholders are used.
     *
     * @param legacy the condition where there is no expression
     */
    private static Outcome<Optional<Condition>> condition(
            Expressions expressions, Optional<String> text, Optional<Condition> legacy) {
        return expressions
                .parse(
                        text,
                        (parser, expression) ->
                                parser.condition(ExpressionParser.Kind.CONDITION, expression))
                .then(parsed ->
                        Outcomes.after(
                                List.of(expressions::unused),
                                () -> Outcome.success(parsed.or(() -> legacy))));
    }

    private static ByteString encoded(Item item) {
        return UnsafeByteOperations.unsafeWrap(ItemCodec.encode(item));
    }
}
