package io.torcdb.model.expression;

import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.item.AttributeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Collects the conditions on keys from a condition, as far as it is a key condition. */
final class KeyClauses {
    private final SequencedMap<String, SortCondition> byAttribute = new LinkedHashMap<>();

    SequencedMap<String, SortCondition> byAttribute() {
        return byAttribute;
    }

    /** Adds what {@code condition} says of keys, or returns why that is no key condition. */
    Optional<String> add(Condition condition) {
        return switch (condition) {
            case Condition.And(var all) ->
                    all.stream().map(this::add).flatMap(Optional::stream).findFirst();
            case Condition.Or _ -> refusedOperator("OR");
            case Condition.Not _ -> refusedOperator("NOT");
            case Condition.In _ -> refusedOperator("IN");
            case Condition.Exists _ -> refusedOperator("attribute_exists");
            case Condition.NotExists _ -> refusedOperator("attribute_not_exists");
            case Condition.OfType _ -> refusedOperator("attribute_type");
            case Condition.Contains _ -> refusedOperator("contains");
            case Condition.Compare(_, var comparator, _) when comparator == Comparator.NOT_EQUAL ->
                    refusedOperator("<>");
            case Condition.Compare(var left, var comparator, var right) -> {
                boolean swapped = right instanceof Operand.At;
                Comparator turned = swapped ? turned(comparator) : comparator;
                yield add(
                        List.of(left, right),
                        values -> new SortCondition.Compare(turned, values.getFirst()));
            }
            case Condition.Between(var operand, _, _) when !(operand instanceof Operand.At) ->
                    Optional.of(Texts.keyConditionOperand("BETWEEN"));
            case Condition.Between(var operand, var low, var high) ->
                    add(
                            List.of(operand, low, high),
                            values ->
                                    new SortCondition.Between(values.getFirst(), values.getLast()));
            case Condition.BeginsWith(var operand, _) when !(operand instanceof Operand.At) ->
                    Optional.of(Texts.keyConditionOperand("begins_with"));
            case Condition.BeginsWith(var operand, var prefix) ->
                    add(
                            List.of(operand, prefix),
                            values -> new SortCondition.BeginsWith(values.getFirst()));
        };
    }

    private static Optional<String> refusedOperator(String operator) {
        return Optional.of(Texts.keyConditionOperator(operator));
    }

    /** Returns the comparator that says the same with its operands swapped. */
    private static Comparator turned(Comparator comparator) {
        return switch (comparator) {
            case EQUAL -> Comparator.EQUAL;
            case NOT_EQUAL -> Comparator.NOT_EQUAL;
            case LESS -> Comparator.GREATER;
            case LESS_OR_EQUAL -> Comparator.GREATER_OR_EQUAL;
            case GREATER -> Comparator.LESS;
            case GREATER_OR_EQUAL -> Comparator.LESS_OR_EQUAL;
        };
    }

    /** Makes the condition on the one attribute among the operands from the values among them. */
    private interface Clause {
        SortCondition of(List<AttributeValue> values);
    }

    private Optional<String> add(List<Operand> operands, Clause clause) {
        var attributes = new ArrayList<String>();
        var values = new ArrayList<AttributeValue>();
        for (Operand operand : operands) {
            switch (operand) {
                case Operand.At _ when !attributes.isEmpty() -> {
                    return Optional.of(Texts.KEY_CONDITION_TWO_NAMES);
                }
                case Operand.At(var path) when path.steps().size() > 1 -> {
                    return Optional.of(Texts.KEY_CONDITION_NESTED_PATH);
                }
                case Operand.At(var path) -> attributes.add(path.attribute());
                case Operand.Size _ -> {
                    return Optional.of(Texts.KEY_CONDITION_NESTED_OPERATION);
                }
                case Operand.Literal(var value) -> values.add(value);
            }
        }
        if (attributes.isEmpty()) {
            return Optional.of(Texts.KEY_CONDITION_WITHOUT_KEY);
        }
        return byAttribute.putIfAbsent(attributes.getFirst(), clause.of(values)) == null
                ? Optional.empty()
                : Optional.of(Texts.KEY_CONDITION_REPEATED);
    }
}
