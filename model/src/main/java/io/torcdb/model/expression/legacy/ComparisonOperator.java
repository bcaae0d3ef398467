package io.torcdb.model.expression.legacy;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.Order;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The legacy comparison operators, with the values that each takes. */
enum ComparisonOperator {
    EQ(1, 1),
    NE(1, 1),
    LE(1, 1),
    LT(1, 1),
    GE(1, 1),
    GT(1, 1),
    NOT_NULL(0, 0),
    NULL(0, 0),
    CONTAINS(1, 1),
    NOT_CONTAINS(1, 1),
    BEGINS_WITH(1, 1),
    IN(1, Integer.MAX_VALUE),
    BETWEEN(2, 2);

    private static final Set<String> ORDERED = Set.of("S", "N", "B");
    private static final Set<String> WITH_PREFIX = Set.of("S", "B");

    private final int leastValues;
    private final int mostValues;

    ComparisonOperator(int leastValues, int mostValues) {
        this.leastValues = leastValues;
        this.mostValues = mostValues;
    }

    private boolean takes(String type) {
        return switch (this) {
            case EQ, NE, NOT_NULL, NULL -> true;
            case LE, LT, GE, GT, CONTAINS, NOT_CONTAINS, IN, BETWEEN -> ORDERED.contains(type);
            case BEGINS_WITH -> WITH_PREFIX.contains(type);
        };
    }

    /** Returns the first rule that {@code values} break. */
    Optional<String> problem(List<AttributeValue> values) {
        if (values.size() < leastValues || values.size() > mostValues) {
            return Optional.of(Texts.argumentCount(name()));
        }
        if (values.stream().map(AttributeValue::typeName).distinct().count() > 1) {
            return Optional.of(Texts.VALUES_OF_TWO_TYPES);
        }
        Optional<String> wrongType =
                values.stream()
                        .map(AttributeValue::typeName)
                        .filter(type -> !takes(type))
                        .findFirst();
        if (wrongType.isPresent()) {
            return Optional.of(Texts.argumentType(name(), wrongType.get()));
        }
        return this == BETWEEN && Order.of(values.getFirst(), values.getLast()).orElse(0) > 0
                ? Optional.of(Texts.BOUNDS_REVERSED)
                : Optional.empty();
    }
}
