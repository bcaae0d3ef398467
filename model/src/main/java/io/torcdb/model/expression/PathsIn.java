package io.torcdb.model.expression;

import java.util.ArrayList;
import java.util.List;

/** All paths of an expression, in the order of its text. */
public final class PathsIn {
    private final List<Path> paths = new ArrayList<>();

    private PathsIn() {}

    /** Returns the paths of a condition or filter. */
    public static List<Path> condition(Condition condition) {
        var all = new PathsIn();
        all.add(condition);
        return all.paths;
    }

    static List<Path> update(Update update) {
        var all = new PathsIn();
        for (Update.Action action : update.actions()) {
            all.paths.add(action.path());
            if (action instanceof Update.Assign(_, var term)) {
                all.add(term);
            }
        }
        return all.paths;
    }

    private void add(Condition condition) {
        switch (condition) {
            case Condition.And(var all) -> all.forEach(this::add);
            case Condition.Or(var any) -> any.forEach(this::add);
            case Condition.Not(var inner) -> add(inner);
            case Condition.Compare(var left, _, var right) -> {
                add(left);
                add(right);
            }
            case Condition.Between(var operand, var low, var high) -> {
                add(operand);
                add(low);
                add(high);
            }
            case Condition.In(var operand, var candidates) -> {
                add(operand);
                candidates.forEach(this::add);
            }
            case Condition.Exists(var path) -> paths.add(path);
            case Condition.NotExists(var path) -> paths.add(path);
            case Condition.OfType(var path, _) -> paths.add(path);
            case Condition.BeginsWith(var operand, var prefix) -> {
                add(operand);
                add(prefix);
            }
            case Condition.Contains(var operand, var member) -> {
                add(operand);
                add(member);
            }
        }
    }

    private void add(Operand operand) {
        switch (operand) {
            case Operand.At(var path) -> paths.add(path);
            case Operand.Size(var of) -> add(of);
            case Operand.Literal _ -> {}
        }
    }

    private void add(Update.Term term) {
        switch (term) {
            case Update.Term.At(var path) -> paths.add(path);
            case Update.Term.Literal _ -> {}
            case Update.Term.IfNotExists(var path, var otherwise) -> {
                paths.add(path);
                add(otherwise);
            }
            case Update.Term.ListAppend(var first, var second) -> {
                add(first);
                add(second);
            }
            case Update.Term.Plus(var left, var right) -> {
                add(left);
                add(right);
            }
            case Update.Term.Minus(var left, var right) -> {
                add(left);
                add(right);
            }
        }
    }
}
