package io.torcdb.model.expression.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.expression.Conditions;
import io.torcdb.model.expression.Samples;
import io.torcdb.model.expression.Updates;
import io.torcdb.model.expression.parser.ExpressionParser.Kind;
import io.torcdb.model.item.Item;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Text made to exhaust stack or time. Every parse runs on a thread with a small stack. */
@Timeout(60)
class HostileTextTest {
    private static final long SMALL_STACK_BYTES = 512 * 1024;

    private static final String REDUNDANT = "The expression has redundant parentheses;";
    private static final String TOO_MANY_OPERATORS =
            "The expression contains too many operators; operator count: ";

    @ParameterizedTest
    @MethodSource("conditions")
    void aHostileConditionIsRefused(String text, String message) throws InterruptedException {
        String outcome =
                onSmallStack(() -> Samples.message(Samples.parser().condition(Kind.FILTER, text)));

        assertThat(outcome).startsWith("Invalid FilterExpression: " + message);
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                arguments("(".repeat(4096), "Syntax error; token: \"<EOF>\", near: \"(\""),
                arguments(")".repeat(4096), "Syntax error; token: \")\""),
                arguments("[".repeat(4096), "Syntax error; token: \"[\""),
                arguments("a" + "[0]".repeat(1000), "Syntax error; token: \"<EOF>\""),
                arguments(nested("(", 2000, "a=:s", ")"), REDUNDANT),
                arguments("a=" + nested("(", 2000, ":s", ")"), REDUNDANT),
                arguments("NOT ".repeat(1000) + "a=:s", TOO_MANY_OPERATORS + "1001"),
                arguments(nested("NOT(", 800, "a=:s", ")"), TOO_MANY_OPERATORS),
                arguments(nested("(a=:s AND ", 330, "a=:s", ")"), TOO_MANY_OPERATORS),
                arguments(nested("size(", 600, "a", ")") + "=:n", TOO_MANY_OPERATORS),
                arguments(nested("f(", 1300, "a", ")"), TOO_MANY_OPERATORS),
                arguments("NOT".repeat(1300), "Syntax error"),
                arguments("a=:s AND ".repeat(450) + "a=:s", TOO_MANY_OPERATORS + "901"),
                arguments("x".repeat(10_000_000), "Expression size has exceeded"));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void aHostileUpdateIsRefused(String text, String message) throws InterruptedException {
        String outcome = onSmallStack(() -> Samples.message(Samples.parser().update(text)));

        assertThat(outcome).startsWith("Invalid UpdateExpression: " + message);
    }

    static Stream<Arguments> updates() {
        return Stream.of(
                arguments("SET a=" + "(".repeat(4000), "Syntax error; token: \"<EOF>\""),
                arguments("SET a=" + nested("(", 2000, "b", ")"), REDUNDANT),
                arguments(
                        "SET a="
                                + nested("if_not_exists(a,", 225, "b", ")")
                                        .replace("if_not_exists", "f"),
                        "Invalid function name; function: f"),
                arguments("SET a=" + nested("f(a,", 800, "b", ")"), TOO_MANY_OPERATORS),
                arguments("SET ".repeat(1000), "Syntax error; token: \"SET\""));
    }

    @Test
    void manyPathsAreCheckedInLinearTime() {
        String paths =
                IntStream.range(0, 800).mapToObj(i -> "a" + i).collect(Collectors.joining(","));

        for (int i = 0; i < 100; i++) {
            assertThat(Samples.message(Samples.parser().projection(paths))).startsWith("success");
        }
    }

    @Test
    void whatMayNestIsEvaluatedOnASmallStack() throws InterruptedException {
        String condition = nested("(a=:s OR b=:n AND NOT ", 59, "a=:s", ")");
        String update = "SET a=" + nested("if_not_exists(a,(", 214, "b", "))");

        String held =
                onSmallStack(() ->
                        String.valueOf(Conditions.holds(Samples.condition(condition), Item.EMPTY)));
        String updated =
                onSmallStack(() ->
                        Samples.message(
                                Updates.apply(
                                        Samples.update(update),
                                        Optional.of(Item.EMPTY),
                                        Item.EMPTY)));

        assertThat(held).isEqualTo("false");
        assertThat(updated).startsWith("The provided expression refers to an attribute");
    }

    private static String nested(String open, int times, String inner, String close) {
        return String.join("", Collections.nCopies(times, open))
                + inner
                + String.join("", Collections.nCopies(times, close));
    }

    private interface Work {
        String run();
    }

    private static String onSmallStack(Work work) throws InterruptedException {
        var result = new AtomicReference<>("nothing");
        var thread =
                new Thread(
                        null,
                        () -> {
                            try {
                                result.set(work.run());
                            } catch (StackOverflowError e) {
                                result.set("stack overflow");
                            }
                        },
                        "small stack",
                        SMALL_STACK_BYTES);
        thread.start();
        thread.join();
        return result.get();
    }
}
