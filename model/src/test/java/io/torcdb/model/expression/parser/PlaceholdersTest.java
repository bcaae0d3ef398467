package io.torcdb.model.expression.parser;

import static io.torcdb.model.expression.Samples.n;
import static io.torcdb.model.expression.Samples.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.expression.Samples;
import io.torcdb.model.expression.parser.PlaceholderRules.Parameter;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.request.Request.Placeholders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    @Test
    void everyPlaceholderIsUsedSomewhere() {
        var parser = new ExpressionParser(placeholders(names("#a", "#b"), values(":x", ":y")));

        assertThat(Samples.message(parser.update("SET #a = :x"))).startsWith("success");
        assertThat(Samples.message(parser.condition(ExpressionParser.Kind.CONDITION, "#b = :y")))
                .startsWith("success");

        assertThat(Samples.message(parser.unused())).startsWith("success");
    }

    @Test
    void unusedNamesAreToldInTheirOrderBeforeUnusedValues() {
        var parser =
                new ExpressionParser(
                        placeholders(names("#z", "#b", "#a"), values(":y", ":z", ":x")));

        assertThat(Samples.message(parser.projection("#b"))).startsWith("success");
        assertThat(Samples.message(parser.unused()))
                .isEqualTo(
                        "Value provided in ExpressionAttributeNames unused in expressions: keys:"
                                + " {#z, #a}");

        assertThat(Samples.message(parser.update("SET #z = :z, #a = c"))).startsWith("success");
        assertThat(Samples.message(parser.unused()))
                .isEqualTo(
                        "Value provided in ExpressionAttributeValues unused in expressions: keys:"
                                + " {:y, :x}");
    }

    @Test
    void placeholdersNeedAnExpression() {
        var none = List.of(parameter("UpdateExpression"), parameter("ConditionExpression"));
        var projectionOnly =
                List.of(
                        parameter("FilterExpression"),
                        new Parameter("ProjectionExpression", Optional.of("a"), false));

        assertThat(expressionsPresent(placeholders(names("#a"), Optional.empty()), none))
                .isEqualTo("ExpressionAttributeNames can only be specified when using expressions");
        assertThat(expressionsPresent(placeholders(Optional.empty(), values(":a")), none))
                .isEqualTo(
                        "ExpressionAttributeValues can only be specified when using expressions:"
                                + " UpdateExpression and ConditionExpression are null");
        assertThat(expressionsPresent(placeholders(names("#a"), values(":a")), projectionOnly))
                .isEqualTo(
                        "ExpressionAttributeValues can only be specified when using expressions:"
                                + " FilterExpression is null");
        assertThat(expressionsPresent(placeholders(names("#a"), Optional.empty()), projectionOnly))
                .startsWith("success");
        assertThat(expressionsPresent(Placeholders.NONE, none)).startsWith("success");
    }

    @Test
    void mapsOfPlaceholdersAreNotEmpty() {
        assertThat(maps(placeholders(names(), values())))
                .isEqualTo("ExpressionAttributeNames must not be empty");
        assertThat(maps(placeholders(names("#a"), values())))
                .isEqualTo("ExpressionAttributeValues must not be empty");
        assertThat(maps(placeholders(names("#a"), values(":a")))).startsWith("success");
        assertThat(maps(Placeholders.NONE)).startsWith("success");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "a", ":a", "#a b", "#a-b", " #a", "#a ", "#\u00e9", "##a"})
    void aNamesPlaceholderHasItsForm(String placeholder) {
        assertThat(maps(placeholders(names(placeholder), Optional.empty())))
                .isEqualTo(
                        "ExpressionAttributeNames contains invalid key: Syntax error; key: \""
                                + placeholder
                                + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "a", "#a", ":a.b"})
    void aValuesPlaceholderHasItsForm(String placeholder) {
        assertThat(maps(placeholders(Optional.empty(), values(placeholder))))
                .isEqualTo(
                        "ExpressionAttributeValues contains invalid key: Syntax error; key: \""
                                + placeholder
                                + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#a", "#1", "#_", "#A_1"})
    void placeholdersMayBeginWithAnyLetterDigitOrUnderscore(String placeholder) {
        assertThat(maps(placeholders(names(placeholder), Optional.empty()))).startsWith("success");
    }

    @Test
    void placeholdersAreNotTooLong() {
        String longest = "#" + "a".repeat(254);

        assertThat(maps(placeholders(names(longest), Optional.empty()))).startsWith("success");
        assertThat(maps(placeholders(names(longest + "a"), Optional.empty())))
                .isEqualTo(
                        "ExpressionAttributeNames contains invalid key: The expression attribute"
                                + " map contains a key that is too long; size of key: 256");
    }

    @Test
    void attributeNamesAreNotEmpty() {
        var names = new LinkedHashMap<String, String>();
        names.put("#a", "");

        assertThat(maps(new Placeholders(Optional.of(names), Optional.empty())))
                .isEqualTo(
                        "ExpressionAttributeNames contains invalid value: Empty attribute name for"
                                + " key #a");
    }

    @Test
    void attributeNamesAreNotTooLong() {
        var names = new LinkedHashMap<String, String>();
        names.put("#a", "x".repeat(65_535));
        assertThat(maps(new Placeholders(Optional.of(names), Optional.empty())))
                .startsWith("success");

        names.put("#b", "x".repeat(65_536));

        assertThat(maps(new Placeholders(Optional.of(names), Optional.empty())))
                .contains("'expressionAttributeNames' failed to satisfy constraint")
                .contains("Member must have length less than or equal to 65535");
    }

    @Test
    void valuesHaveTwoMebibytesTogether() {
        var values = new LinkedHashMap<String, AttributeValue>();
        values.put(":a", s("x".repeat(2 * 1024 * 1024)));
        assertThat(maps(new Placeholders(Optional.empty(), Optional.of(values))))
                .startsWith("success");

        values.put(":b", s("x"));

        assertThat(maps(new Placeholders(Optional.empty(), Optional.of(values))))
                .isEqualTo("ExpressionAttributeValues exceeds max size");
    }

    private static String expressionsPresent(
            Placeholders placeholders, List<Parameter> parameters) {
        return Samples.message(PlaceholderRules.expressionsPresent(placeholders, parameters));
    }

    private static String maps(Placeholders placeholders) {
        return Samples.message(PlaceholderRules.maps(placeholders));
    }

    private static Parameter parameter(String name) {
        return new Parameter(name, Optional.empty(), true);
    }

    private static Placeholders placeholders(
            Optional<SequencedMap<String, String>> names,
            Optional<SequencedMap<String, AttributeValue>> values) {
        return new Placeholders(names, values);
    }

    private static Optional<SequencedMap<String, String>> names(String... placeholders) {
        var names = new LinkedHashMap<String, String>();
        for (String placeholder : placeholders) {
            names.put(placeholder, "attribute" + names.size());
        }
        return Optional.of(names);
    }

    private static Optional<SequencedMap<String, AttributeValue>> values(String... placeholders) {
        var values = new LinkedHashMap<String, AttributeValue>();
        for (String placeholder : placeholders) {
            values.put(placeholder, n("1"));
        }
        return Optional.of(values);
    }
}
