package io.torcdb.model.expression;

import io.torcdb.model.expression.Update.Action;
import io.torcdb.model.expression.Update.Term;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.Numbers;
import io.torcdb.model.outcome.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Evaluates the actions of an update, each on the old item alone. */
final class ActionEvaluator {
    private final Item old;

    /**
     * @param old empty where there is none
     */
    ActionEvaluator(Item old) {
        this.old = old;
    }

    /**
     * Returns what the actions do, or why one cannot be evaluated.
     *
     * @param exists whether there is an item; without one, REMOVE and DELETE do nothing
     */
    Outcome<PathTree<Edit>> edits(Update update, boolean exists) {
        var edits = new PathTree<Edit>();
        String mismatch =
                switch (update.origin()) {
                    case EXPRESSION -> Texts.WRONG_OPERAND_TYPE;
                    case ATTRIBUTE_UPDATES -> Texts.WRONG_TYPE_TO_UPDATE;
                };
        for (Action action : update.actions()) {
            switch (edit(action, exists, mismatch)) {
                case Outcome.Refused<Optional<Edit>>(var failure) -> {
                    return Outcome.refused(failure);
                }
                case Outcome.Success<Optional<Edit>>(var edit) when edit.isPresent() -> {
                    if (edits.add(action.path(), edit.get()).isPresent()) {
                        throw new IllegalArgumentException("actions with clashing paths");
                    }
                }
                case Outcome.Success<Optional<Edit>> _ -> {}
            }
        }
        return Outcome.success(edits);
    }

    private Outcome<Optional<Edit>> edit(Action action, boolean exists, String mismatch) {
        return switch (action) {
            case Update.Assign(_, var term) -> value(term).map(ActionEvaluator::write);
            case Update.Remove _ -> clear(exists);
            case Update.Add(var path, var value) ->
                    Paths.find(path, old)
                            .map(stored -> sum(stored, value, mismatch))
                            .orElseGet(() -> Outcome.success(value))
                            .map(ActionEvaluator::write);
            case Update.Delete(var path, var value) ->
                    Paths.find(path, old)
                            .map(stored -> difference(stored, value, mismatch))
                            .orElseGet(() -> clear(exists));
        };
    }

    /**
     * Clears what the path leads to; only a missing parent is an error, and that of no item is not.
     */
    private static Outcome<Optional<Edit>> clear(boolean exists) {
        return Outcome.success(exists ? Optional.of(new Edit.Clear()) : Optional.empty());
    }

    private static Optional<Edit> write(AttributeValue value) {
        return Optional.of(new Edit.Write(value));
    }

    private static Outcome<AttributeValue> sum(
            AttributeValue stored, AttributeValue value, String mismatch) {
        if (stored instanceof ListValue(var head) && value instanceof ListValue(var tail)) {
            return Outcome.success(joined(head, tail));
        }
        if (stored instanceof NumberValue(var left) && value instanceof NumberValue(var right)) {
            return Numbers.add(left, right).map(NumberValue::new);
        }
        return SetOperations.union(stored, value)
                .map(Outcome::success)
                .orElseGet(() -> Outcome.invalid(mismatch));
    }

    private static Outcome<Optional<Edit>> difference(
            AttributeValue stored, AttributeValue value, String mismatch) {
        if (!SetOperations.areOfOneType(stored, value)) {
            return Outcome.invalid(mismatch);
        }
        return Outcome.success(
                Optional.of(
                        SetOperations.difference(stored, value)
                                .<Edit>map(Edit.Write::new)
                                .orElseGet(Edit.Clear::new)));
    }

    private Outcome<AttributeValue> value(Term term) {
        return switch (term) {
            case Term.Literal(var value) -> Outcome.success(value);
            case Term.At(var path) ->
                    Paths.find(path, old)
                            .map(Outcome::success)
                            .orElseGet(() -> Outcome.invalid(Texts.MISSING_ATTRIBUTE));
            case Term.IfNotExists(var path, var otherwise) ->
                    Paths.find(path, old).map(Outcome::success).orElseGet(() -> value(otherwise));
            case Term.ListAppend(var first, var second) ->
                    value(first).then(head -> value(second).then(tail -> joined(head, tail)));
            case Term.Plus(var left, var right) -> calculated(left, right, Numbers::add);
            case Term.Minus(var left, var right) -> calculated(left, right, Numbers::subtract);
        };
    }

    private static Outcome<AttributeValue> joined(AttributeValue head, AttributeValue tail) {
        return head instanceof ListValue(var first) && tail instanceof ListValue(var second)
                ? Outcome.success(joined(first, second))
                : Outcome.invalid(Texts.WRONG_OPERAND_TYPE);
    }

    private static AttributeValue joined(List<AttributeValue> head, List<AttributeValue> tail) {
        List<AttributeValue> all = new ArrayList<>(head.size() + tail.size());
        all.addAll(head);
        all.addAll(tail);
        return new ListValue(all);
    }

    /** Exact arithmetic on two numbers. */
    private interface Calculation {
        Outcome<BigDecimal> of(BigDecimal left, BigDecimal right);
    }

    private Outcome<AttributeValue> calculated(Term left, Term right, Calculation calculation) {
        return value(left)
                .then(first -> value(right).then(second -> calculated(first, second, calculation)));
    }

    private static Outcome<AttributeValue> calculated(
            AttributeValue left, AttributeValue right, Calculation calculation) {
        return left instanceof NumberValue(var first) && right instanceof NumberValue(var second)
                ? calculation.of(first, second).map(NumberValue::new)
                : Outcome.invalid(Texts.WRONG_OPERAND_TYPE);
    }
}
