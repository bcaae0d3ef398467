package io.torcdb.wire;

import io.torcdb.model.expression.Path;
import io.torcdb.proto.internal.ExpressionPath;

/** Document paths. */
final class PathCodec {
    private PathCodec() {}

    static ExpressionPath message(Path path) {
        var message = ExpressionPath.newBuilder();
        for (Path.Step step : path.steps()) {
            switch (step) {
                case Path.Name(var name) -> message.addStepsBuilder().setName(name);
                case Path.Index(var index) -> message.addStepsBuilder().setIndex(index);
            }
        }
        return message.build();
    }

    static Path path(ExpressionPath message) {
        return new Path(message.getStepsList().stream().map(PathCodec::step).toList());
    }

    private static Path.Step step(ExpressionPath.Step message) {
        return switch (message.getStepCase()) {
            case NAME -> new Path.Name(message.getName());
            case INDEX -> index(message.getIndex());
            case STEP_NOT_SET -> throw new CorruptExpressionException("a step of no kind");
        };
    }

    private static Path.Step index(int index) {
        if (index < 0) {
            throw new CorruptExpressionException("an index beyond all lists");
        }
        return new Path.Index(index);
    }
}
