package io.torcdb.model.expression;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Item;
import java.util.List;
import java.util.Optional;

/** Follows paths into items. */
final class Paths {
    private Paths() {}

    /** Returns what {@code path} leads to; empty when it leads nowhere. */
    static Optional<AttributeValue> find(Path path, Item item) {
        List<Path.Step> steps = path.steps();
        var value = Optional.ofNullable(item.attributes().get(path.attribute()));
        for (int i = 1; i < steps.size() && value.isPresent(); i++) {
            value = step(steps.get(i), value.get());
        }
        return value;
    }

    private static Optional<AttributeValue> step(Path.Step step, AttributeValue value) {
        return switch (step) {
            case Path.Name(var name) when value instanceof AttributeValue.MapValue(var members) ->
                    Optional.ofNullable(members.get(name));
            case Path.Index(var index)
                    when value instanceof AttributeValue.ListValue(var elements)
                            && index < elements.size() ->
                    Optional.of(elements.get(index));
            case Path.Name _, Path.Index _ -> Optional.empty();
        };
    }
}
