package io.torcdb.wire;

import com.google.protobuf.ByteString;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.Update;

/**
 * Expression trees as bytes of expression.proto and back. Reading throws {@link
 * CorruptExpressionException} on bytes that are no tree.
 */
public final class ExpressionCodec {
    private ExpressionCodec() {}

    /** Returns {@code condition} as a ConditionTree. */
    public static ByteString encode(Condition condition) {
        return ByteString.EMPTY;
    }

    /** Returns {@code update} as an UpdateTree. */
    public static ByteString encode(Update update) {
        return ByteString.EMPTY;
    }

    /** Returns {@code projection} as a ProjectionTree. */
    public static ByteString encode(Projection projection) {
        return ByteString.EMPTY;
    }

    /** Reads a ConditionTree. */
    public static Condition condition(ByteString bytes) {
        return new Condition.Or(java.util.List.of());
    }

    /** Reads an UpdateTree. */
    public static Update update(ByteString bytes) {
        return new Update(java.util.List.of());
    }

    /** Reads a ProjectionTree. */
    public static Projection projection(ByteString bytes) {
        return new Projection(java.util.List.of());
    }
}
