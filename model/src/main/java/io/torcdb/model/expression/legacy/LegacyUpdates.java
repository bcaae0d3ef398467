package io.torcdb.model.expression.legacy;

import io.torcdb.model.expression.Path;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.Update.Action;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.ArrayList;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/** Makes updates of the parameter AttributeUpdates; its actions must be known ones. */
public final class LegacyUpdates {
    private static final Set<String> ADDABLE = Set.of("N", "SS", "NS", "BS", "L");
    private static final Set<String> DELETABLE = Set.of("SS", "NS", "BS");

    private LegacyUpdates() {}

    /** Returns the update, or what is wrong with it. */
    public static Outcome<Update> of(SequencedMap<String, Request.AttributeValueUpdate> updates) {
        var actions = new ArrayList<Action>();
        for (Map.Entry<String, Request.AttributeValueUpdate> entry : updates.entrySet()) {
            switch (action(Comparison.path(entry.getKey()), entry.getValue())) {
                case Outcome.Success<Action>(var action) -> actions.add(action);
                case Outcome.Refused<Action>(var failure) -> {
                    return Outcome.refused(failure);
                }
            }
        }
        return Outcome.success(new Update(actions, Update.Origin.ATTRIBUTE_UPDATES));
    }

    private static Outcome<Action> action(Path path, Request.AttributeValueUpdate update) {
        String action = update.action().orElse("PUT");
        if (update.value().isEmpty()) {
            return action.equals("DELETE")
                    ? Outcome.success(new Update.Remove(path))
                    : Outcome.invalid(Texts.ONLY_DELETE_WITHOUT_VALUE);
        }
        AttributeValue value = update.value().get();
        String type = value.typeName();
        return switch (action) {
            case "ADD" ->
                    ADDABLE.contains(type)
                            ? Outcome.success(new Update.Add(path, value))
                            : Outcome.invalid(Texts.addOf(type));
            case "DELETE" ->
                    DELETABLE.contains(type)
                            ? Outcome.success(new Update.Delete(path, value))
                            : Outcome.invalid(Texts.deleteOf(type));
            case "PUT" -> Outcome.success(new Update.Assign(path, new Update.Term.Literal(value)));
            default -> throw new IllegalArgumentException("an unknown action: " + action);
        };
    }
}
