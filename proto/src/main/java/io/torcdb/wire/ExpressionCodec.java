package io.torcdb.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.Update;
import io.torcdb.model.item.CorruptItemException;
import io.torcdb.proto.internal.ConditionTree;
import io.torcdb.proto.internal.ProjectionTree;
import io.torcdb.proto.internal.UpdateTree;
import java.io.IOException;
import java.util.function.Function;

/**
 * Expression trees as bytes of expression.proto and back. Reading throws {@link
 * CorruptExpressionException} on bytes that are no tree; trees that nest deeper than any parsed
 * expression are none.
 */
public final class ExpressionCodec {
    /** Twice the operators that an expression may have, and what its innermost operand needs. */
    private static final int MAX_NESTED_MESSAGES = 2 * 300 + 20;

    private ExpressionCodec() {}

    /** Returns {@code condition} as a ConditionTree. */
    public static ByteString encode(Condition condition) {
        return ConditionCodec.message(condition).toByteString();
    }

    /** Returns {@code update} as an UpdateTree. */
    public static ByteString encode(Update update) {
        return UpdateCodec.message(update).toByteString();
    }

    /** Returns {@code projection} as a ProjectionTree. */
    public static ByteString encode(Projection projection) {
        var message = ProjectionTree.newBuilder();
        projection.paths().forEach(path -> message.addPaths(PathCodec.message(path)));
        return message.build().toByteString();
    }

    /** Reads a ConditionTree. */
    public static Condition condition(ByteString bytes) {
        return read(bytes, ConditionTree.parser(), ConditionCodec::condition);
    }

    /** Reads an UpdateTree. */
    public static Update update(ByteString bytes) {
        return read(bytes, UpdateTree.parser(), UpdateCodec::update);
    }

    /** Reads a ProjectionTree. */
    public static Projection projection(ByteString bytes) {
        return read(
                bytes,
                ProjectionTree.parser(),
                message ->
                        new Projection(
                                message.getPathsList().stream().map(PathCodec::path).toList()));
    }

    private static <M extends MessageLite, T> T read(
            ByteString bytes, Parser<M> parser, Function<M, T> model) {
        try {
            CodedInputStream input = bytes.newCodedInput();
            var _ = input.setRecursionLimit(MAX_NESTED_MESSAGES);
            M message = parser.parseFrom(input);
            input.checkLastTagWas(0);
            return model.apply(message);
        } catch (IOException | IllegalArgumentException | CorruptItemException e) {
            throw new CorruptExpressionException("bytes that are no expression", e);
        }
    }
}
