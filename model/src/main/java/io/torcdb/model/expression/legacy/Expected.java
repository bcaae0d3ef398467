package io.torcdb.model.expression.legacy;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Optional;

/** One entry of the parameter Expected, in either of its two forms. */
final class Expected {
    private Expected() {}

    static Outcome<Condition> condition(String attribute, Request.ExpectedAttributeValue expected) {
        if (expected.value().isPresent() && expected.attributeValueList().isPresent()) {
            return Outcome.invalid(Texts.valueAndList(attribute));
        }
        if (expected.comparisonOperator().isPresent()) {
            return compared(
                    attribute,
                    expected,
                    ComparisonOperator.valueOf(expected.comparisonOperator().get()));
        }
        if (expected.attributeValueList().isPresent()) {
            return Outcome.invalid(Texts.listWithoutOperator(attribute));
        }
        return present(attribute, expected);
    }

    /** The form with ComparisonOperator; Value stands for a list of one there. */
    private static Outcome<Condition> compared(
            String attribute,
            Request.ExpectedAttributeValue expected,
            ComparisonOperator operator) {
        if (expected.exists().isPresent()) {
            return Outcome.invalid(Texts.existsAndOperator(attribute));
        }
        boolean takesNone =
                operator == ComparisonOperator.NULL || operator == ComparisonOperator.NOT_NULL;
        if (!takesNone && expected.value().isEmpty() && expected.attributeValueList().isEmpty()) {
            return Outcome.invalid(Texts.operatorWithoutValue(attribute, operator.name()));
        }
        List<AttributeValue> values =
                expected.attributeValueList().orElseGet(() -> expected.value().stream().toList());
        return Comparison.of(operator, values).map(comparison -> comparison.on(attribute));
    }

    /** The form with Value and Exists, which is true unless given. */
    private static Outcome<Condition> present(
            String attribute, Request.ExpectedAttributeValue expected) {
        Optional<AttributeValue> value = expected.value();
        if (expected.exists().orElse(true)) {
            return value.isEmpty()
                    ? Outcome.invalid(
                            Texts.valueMissing(
                                    attribute,
                                    expected.exists().map(String::valueOf).orElse("null")))
                    : Comparison.of(ComparisonOperator.EQ, List.of(value.get()))
                            .map(comparison -> comparison.on(attribute));
        }
        return value.isPresent()
                ? Outcome.invalid(Texts.valueOfAbsent(attribute))
                : Outcome.success(new Condition.NotExists(Comparison.path(attribute)));
    }
}
