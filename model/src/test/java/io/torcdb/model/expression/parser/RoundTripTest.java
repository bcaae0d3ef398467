package io.torcdb.model.expression.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.RandomExpressions;
import io.torcdb.model.expression.Samples;
import io.torcdb.model.expression.Update;
import io.torcdb.model.outcome.Outcome;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Seeded random trees, written as text and parsed again. */
class RoundTripTest {
    private static final int CASES_PER_SEED = 500;

    static LongStream seeds() {
        return LongStream.range(1, 21);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPrintedConditionParsesToItself(long seed) {
        var random = new RandomExpressions(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Condition condition = random.condition(3);
            var printer = new Printer();
            String text = printer.text(condition);
            var parser = new ExpressionParser(printer.placeholders());

            Outcome<Condition> parsed = parser.condition(ExpressionParser.Kind.CONDITION, text);

            if (isTooLarge(parsed)) {
                continue;
            }
            assertThat(parsed).as(text).isEqualTo(Outcome.success(condition));
            assertThat(parser.unused()).as(text).isEqualTo(Outcome.done());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPrintedUpdateParsesToItself(long seed) {
        var random = new RandomExpressions(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Update update = random.update();
            var printer = new Printer();
            String text = printer.text(update);
            var parser = new ExpressionParser(printer.placeholders());

            assertThat(parser.update(text)).as(text).isEqualTo(Outcome.success(update));
            assertThat(parser.unused()).as(text).isEqualTo(Outcome.done());
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPrintedProjectionParsesToItself(long seed) {
        var random = new RandomExpressions(seed);
        for (int i = 0; i < CASES_PER_SEED; i++) {
            Projection projection = random.projection();
            var printer = new Printer();
            String text =
                    projection.paths().stream().map(printer::text).collect(Collectors.joining(","));
            var parser = new ExpressionParser(printer.placeholders());

            assertThat(parser.projection(text)).as(text).isEqualTo(Outcome.success(projection));
            assertThat(parser.unused()).as(text).isEqualTo(Outcome.done());
        }
    }

    private static boolean isTooLarge(Outcome<Condition> parsed) {
        String message = Samples.message(parsed);
        return message.contains("too many operators") || message.contains("Expression size");
    }
}
