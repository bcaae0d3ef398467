package io.torcdb.model.expression;

import static io.torcdb.model.expression.Samples.item;
import static io.torcdb.model.expression.Samples.list;
import static io.torcdb.model.expression.Samples.map;
import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.Item;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProjectionTest {
    private static final Item ITEM =
            item(
                    "a", map("b", list(s("0"), s("1"), map("x", n("1"), "y", n("2"))), "c", s("c")),
                    "l", list(s("0"), list(s("10"), s("11")), s("2")),
                    "n", n("5"),
                    "a.b", s("dotted"));

    @ParameterizedTest
    @MethodSource("rows")
    void aProjectionKeepsItsPaths(String text, Item expected) {
        assertThat(Samples.projection(text).apply(ITEM)).isEqualTo(expected);
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("n", item("n", n("5"))),
                arguments("a.b[1]", item("a", map("b", list(s("1"))))),
                arguments("l[2], l[0]", item("l", list(s("0"), s("2")))),
                arguments("l[1][1], l[1][0]", item("l", list(list(s("10"), s("11"))))),
                arguments(
                        "a.b[2].x, a.b[2].y, a.b[0]",
                        item("a", map("b", list(s("0"), map("x", n("1"), "y", n("2")))))),
                arguments("a.c, n", item("a", map("c", s("c")), "n", n("5"))),
                arguments("#dot", item("a.b", s("dotted"))),
                arguments("nothing, a.nothing, l[9], n[0]", item()),
                arguments("a[0], l.x, n.x", item()),
                arguments("a.b[9], a.b[0].x", item()));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aWrongProjectionIsRefused(String text, String message) {
        assertThat(Samples.message(Samples.parser().projection(text)))
                .isEqualTo("Invalid ProjectionExpression: " + message);
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                arguments("", "The expression can not be empty;"),
                arguments("a b", "Syntax error; token: \"b\", near: \"a b\""),
                arguments("a,", "Syntax error; token: \"<EOF>\", near: \",\""),
                arguments("(a)", "Syntax error; token: \"(\", near: \"(a\""),
                arguments("l[a]", "Syntax error; token: \"a\", near: \"[a]\""),
                arguments("l[]", "Syntax error; token: \"]\", near: \"[]\""),
                arguments(":n", "Syntax error; token: \":n\", near: \":n\""),
                arguments("size(a)", "Syntax error; token: \"(\", near: \"size(a\""),
                arguments(
                        "#no, status",
                        "Attribute name is a reserved keyword; reserved keyword: status"),
                arguments(
                        "a, a, #no",
                        "An expression attribute name used in the document path is not defined;"
                                + " attribute name: #no"),
                arguments(
                        "a, #a",
                        "Two document paths overlap with each other; must remove or rewrite one of"
                                + " these paths; path one: [a], path two: [a]"),
                arguments(
                        "a, a.b",
                        "Two document paths overlap with each other; must remove or rewrite one of"
                                + " these paths; path one: [a], path two: [a, b]"),
                arguments(
                        "a.b, a[1]",
                        "Two document paths conflict with each other; must remove or rewrite one of"
                                + " these paths; path one: [a, b], path two: [a, [1]]"));
    }

    @Test
    void keywordsOfOtherExpressionsAreOnlyReserved() {
        assertThat(Samples.message(Samples.parser().projection("And")))
                .endsWith("Attribute name is a reserved keyword; reserved keyword: And");
    }

    @Test
    void projectionsAreEqualByTheirPaths() {
        assertThat(Samples.projection("a.b, l[0]"))
                .isEqualTo(Samples.projection("a.b,l[00]"))
                .hasSameHashCodeAs(Samples.projection("a.b,l[00]"))
                .isNotEqualTo(Samples.projection("l[0], a.b"));
    }

    @Test
    void clashingPathsAreNoProjection() {
        var path = new Path(List.of(new Path.Name("a")));

        assertThatThrownBy(() -> new Projection(List.of(path, path)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
