package io.torcdb.model.expression.legacy;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Condition.Comparator;
import io.torcdb.model.expression.Operand;
import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.SortCondition;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;

/**
 * A comparison of one attribute whose values fit its operator.
 *
 * @param values as many and of the types that the operator takes
 */
record Comparison(ComparisonOperator operator, List<AttributeValue> values) {
    /** Returns the comparison of a key or filter condition, or what is wrong with it. */
    static Outcome<Comparison> of(Request.LegacyCondition condition) {
        // The edges have refused a condition without an operator, or with an unknown one.
        var operator = ComparisonOperator.valueOf(condition.comparisonOperator().orElseThrow());
        return of(operator, condition.attributeValueList().orElse(List.of()));
    }

    static Outcome<Comparison> of(ComparisonOperator operator, List<AttributeValue> values) {
        return operator.problem(values)
                .map(Outcome::<Comparison>invalid)
                .orElseGet(() -> Outcome.success(new Comparison(operator, values)));
    }

    /** Returns the condition that says the same of {@code attribute}. */
    Condition on(String attribute) {
        Path path = path(attribute);
        Operand operand = new Operand.At(path);
        return switch (operator) {
            case EQ -> compare(operand, Comparator.EQUAL);
            case NE -> compare(operand, Comparator.NOT_EQUAL);
            case LE -> compare(operand, Comparator.LESS_OR_EQUAL);
            case LT -> compare(operand, Comparator.LESS);
            case GE -> compare(operand, Comparator.GREATER_OR_EQUAL);
            case GT -> compare(operand, Comparator.GREATER);
            case NOT_NULL -> new Condition.Exists(path);
            case NULL -> new Condition.NotExists(path);
            case CONTAINS -> new Condition.Contains(operand, first());
            // Unlike NE it is false of an attribute that is not there.
            case NOT_CONTAINS ->
                    new Condition.And(
                            List.of(
                                    new Condition.Exists(path),
                                    new Condition.Not(new Condition.Contains(operand, first()))));
            case BEGINS_WITH -> new Condition.BeginsWith(operand, first());
            case IN ->
                    new Condition.In(
                            operand, values.stream().<Operand>map(Operand.Literal::new).toList());
            case BETWEEN ->
                    new Condition.Between(operand, first(), new Operand.Literal(values.getLast()));
        };
    }

    private Condition compare(Operand operand, Comparator comparator) {
        return new Condition.Compare(operand, comparator, first());
    }

    private Operand first() {
        return new Operand.Literal(values.getFirst());
    }

    /** Returns the condition on a key; empty where the operator cannot be looked up by. */
    Optional<SortCondition> onKey() {
        return switch (operator) {
            case EQ -> compareKey(Comparator.EQUAL);
            case LE -> compareKey(Comparator.LESS_OR_EQUAL);
            case LT -> compareKey(Comparator.LESS);
            case GE -> compareKey(Comparator.GREATER_OR_EQUAL);
            case GT -> compareKey(Comparator.GREATER);
            case BEGINS_WITH -> Optional.of(new SortCondition.BeginsWith(values.getFirst()));
            case BETWEEN ->
                    Optional.of(new SortCondition.Between(values.getFirst(), values.getLast()));
            case NE, NOT_NULL, NULL, CONTAINS, NOT_CONTAINS, IN -> Optional.empty();
        };
    }

    private Optional<SortCondition> compareKey(Comparator comparator) {
        return Optional.of(new SortCondition.Compare(comparator, values.getFirst()));
    }

    /** Returns the path to an attribute, whose name is taken literally. */
    static Path path(String attribute) {
        return new Path(List.of(new Path.Name(attribute)));
    }
}
