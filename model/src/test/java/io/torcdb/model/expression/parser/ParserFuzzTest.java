package io.torcdb.model.expression.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.expression.parser.ExpressionParser.Kind;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text of chance is an expression or invalid, and nothing else; the seed is in the test's name. */
@Timeout(60)
class ParserFuzzTest {
    private static final int TEXTS = 10_000;
    private static final List<String> TOKENS =
            List.of(
                    "a",
                    "b.c",
                    "#n",
                    ":v",
                    ":w",
                    "#",
                    ":",
                    "[0]",
                    "[",
                    "]",
                    "(",
                    ")",
                    ",",
                    ".",
                    "=",
                    "<>",
                    "<",
                    "<=",
                    ">",
                    ">=",
                    "!=",
                    "+",
                    "-",
                    "AND",
                    "or",
                    "NOT",
                    "BETWEEN",
                    "IN",
                    "attribute_exists(",
                    "begins_with(",
                    "contains(",
                    "size(",
                    "if_not_exists(",
                    "list_append(",
                    "SET",
                    "REMOVE",
                    "ADD",
                    "DELETE",
                    "set",
                    "99999999999999999999",
                    "status",
                    "\"",
                    "'",
                    "\\",
                    "\u0000",
                    "\u00e9",
                    "\ud83d\ude00",
                    "\ud800",
                    " ",
                    "");

    private static final List<String> WHOLE =
            List.of(
                    "a = :v AND (NOT b.c[1] <> :w OR attribute_exists(#n))",
                    "a BETWEEN :v AND :w AND begins_with(b, :v)",
                    "size(a) > :v AND #n IN (:v, :w)",
                    "SET a = if_not_exists(a, :v) + :w, #n.c = list_append(:v, b) REMOVE d[0]",
                    "ADD n :v DELETE s :w",
                    "a, b.c[3].d, #n");

    static LongStream seeds() {
        return LongStream.of(1, 2, 3, new Random().nextLong());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void textOfChanceIsAnExpressionOrInvalid(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < TEXTS; i++) {
            String text = random.nextBoolean() ? soup(random) : damaged(random);
            try {
                parse(text);
            } catch (RuntimeException | StackOverflowError thrown) {
                throw new AssertionError(text, thrown);
            }
        }
    }

    private static void parse(String text) {
        var values = new TreeMap<String, AttributeValue>();
        values.put(":v", new AttributeValue.StringValue("v"));
        values.put(":w", new AttributeValue.StringValue("w"));
        var placeholders =
                new Request.Placeholders(
                        Optional.of(new TreeMap<>(Map.of("#n", "n"))), Optional.of(values));
        for (Kind kind : Kind.values()) {
            assertJudged(new ExpressionParser(placeholders).condition(kind, text));
        }
        assertJudged(new ExpressionParser(placeholders).update(text));
        var parser = new ExpressionParser(placeholders);
        assertJudged(parser.projection(text));
        assertJudged(parser.unused());
    }

    private static void assertJudged(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(var failure)) {
            assertThat(failure).isInstanceOf(Failure.Invalid.class);
        }
    }

    private static String soup(Random random) {
        var soup = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            soup.append(TOKENS.get(random.nextInt(TOKENS.size())));
            soup.append(random.nextInt(3) > 0 ? " " : "");
        }
        return soup.toString();
    }

    private static String damaged(Random random) {
        var text = new StringBuilder(WHOLE.get(random.nextInt(WHOLE.size())));
        for (int damages = random.nextInt(4); damages >= 0; damages--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
                default -> text.insert(at, text.substring(at, to).repeat(random.nextInt(50)));
            }
        }
        return text.toString();
    }
}
