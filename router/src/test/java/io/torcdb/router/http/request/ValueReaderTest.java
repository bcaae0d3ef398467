package io.torcdb.router.http.request;

import static io.torcdb.router.http.request.Bodies.judge;
import static io.torcdb.router.http.request.Bodies.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinarySet;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.BooleanValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.MapValue;
import io.torcdb.model.item.AttributeValue.NullValue;
import io.torcdb.model.item.AttributeValue.NumberSet;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Binary;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.router.value.ValueChecks;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueReaderTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";

    private static Outcome<Request> malformed() {
        return Outcome.refused(new Failure.Unserializable(Optional.empty()));
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("{'S':'é😀'}", new StringValue("é😀")),
                arguments("{'S':''}", new StringValue("")),
                arguments("{'N':'1.50'}", new NumberValue(new BigDecimal("1.5"))),
                arguments("{'B':'AQI='}", new BinaryValue(Binary.wrap(new byte[] {1, 2}))),
                arguments("{'B':''}", new BinaryValue(Binary.wrap(new byte[0]))),
                arguments("{'BOOL':false}", new BooleanValue(false)),
                arguments("{'BOOL':'Yes'}", new BooleanValue(true)),
                arguments("{'NULL':true}", new NullValue()),
                arguments("{'SS':['b','a']}", new StringSet(List.of("a", "b"))),
                arguments(
                        "{'NS':['2','1.0']}",
                        new NumberSet(List.of(BigDecimal.ONE, BigDecimal.TWO))),
                arguments("{'BS':['AQ==']}", new BinarySet(List.of(Binary.wrap(new byte[] {1})))),
                arguments("{'L':[]}", new ListValue(List.of())),
                arguments(
                        "{'L':[{'S':'x'},{'NULL':true}]}",
                        new ListValue(List.of(new StringValue("x"), new NullValue()))),
                arguments(
                        "{'M':{'k':{'S':'x'}}}",
                        new MapValue(new TreeMap<>(Map.of("k", new StringValue("x"))))),
                arguments("{'S':null,'N':'1'}", new NumberValue(BigDecimal.ONE)),
                arguments("{'S':'a','S':'b'}", new StringValue("b")),
                arguments("{'Later':{'S':[]},'S':'a'}", new StringValue("a")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsValuesOfEveryType(String json, AttributeValue expected) {
        var outcome = judge("PutItem", quoted("{'Item':{'a':" + json + "}}"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success ->
                                assertThat(((Request.PutItem) success.value()).item().orElseThrow())
                                        .isEqualTo(Map.of("a", expected)));
    }

    static Stream<Arguments> impossibleValues() {
        return Stream.of(
                arguments(
                        "{}",
                        "Supplied AttributeValue is empty, must contain exactly one of the"
                                + " supported datatypes"),
                arguments(
                        "{'S':'a','N':'1'}",
                        "Supplied AttributeValue has more than one datatypes set, must contain"
                                + " exactly one of the supported datatypes"),
                arguments(
                        "{'NULL':false}",
                        PARAMETERS + "Null attribute value types must have the value of true"),
                arguments("{'SS':[]}", PARAMETERS + "An string set  may not be empty"),
                arguments("{'NS':[]}", PARAMETERS + "An number set  may not be empty"),
                arguments("{'BS':[]}", PARAMETERS + "Binary sets should not be empty"),
                arguments(
                        "{'SS':['a','a']}",
                        PARAMETERS + "Input collection [a, a] contains duplicates."),
                arguments("{'NS':['1','1.0']}", "Input collection contains duplicates"),
                arguments(
                        "{'BS':['AQ==','AQ==']}",
                        PARAMETERS
                                + "Input collection [AQ==, AQ==]of type BS contains duplicates."),
                arguments("{'N':''}", "The parameter cannot be converted to a numeric value"),
                arguments(
                        "{'N':'abc'}", "The parameter cannot be converted to a numeric value: abc"),
                arguments(
                        "{'N':'1e126'}",
                        "Number overflow. Attempting to store a number with magnitude larger than"
                                + " supported range"),
                arguments(
                        "{'L':[{'M':{'x':{'SS':[]}}}]}",
                        PARAMETERS + "An string set  may not be empty"));
    }

    @ParameterizedTest
    @MethodSource("impossibleValues")
    void refusesValuesThatCannotBe(String json, String message) {
        var inItem = judge("PutItem", quoted("{'Item':{'a':" + json + "}}"));
        var inPlaceholder =
                judge("PutItem", quoted("{'ExpressionAttributeValues':{':x':" + json + "}}"));

        assertThat(inItem).isEqualTo(Outcome.invalid(message));
        assertThat(inPlaceholder)
                .isEqualTo(
                        Outcome.invalid(
                                "ExpressionAttributeValues contains invalid value: "
                                        + message
                                        + " for key :x"));
    }

    @Test
    void nestingOf32LevelsPassesAndOf33DoesNot() {
        assertThat(judge("PutItem", nested(31))).isInstanceOf(Outcome.Success.class);
        assertThat(judge("PutItem", nested(32)))
                .isEqualTo(
                        Outcome.invalid(
                                "Nesting Levels have exceeded supported limits: Attributes in the"
                                        + " item have nested levels beyond supported limit"));
        assertThat(judge("PutItem", nested(100_000))).isEqualTo(malformed());
    }

    private static String nested(int lists) {
        return "{\"Item\":{\"a\":"
                + "{\"L\":[".repeat(lists)
                + "{\"NULL\":true}"
                + "]}".repeat(lists)
                + "}}";
    }

    static Stream<Arguments> valuesOfSeveralTypes() {
        return Stream.of(
                arguments(
                        "{'SS':[],'N':'x'}",
                        "The parameter cannot be converted to a numeric value: x"),
                arguments(
                        "{'NULL':false,'N':'x'}",
                        "The parameter cannot be converted to a numeric value: x"),
                arguments(
                        "{'SS':[],'NULL':false}",
                        PARAMETERS + "Null attribute value types must have the value of true"),
                arguments(
                        "{'L':[{'N':'x'}],'SS':[]}",
                        PARAMETERS + "An string set  may not be empty"),
                arguments("{'M':{'a':{}},'NS':['1','1']}", "Input collection contains duplicates"));
    }

    @ParameterizedTest
    @MethodSource("valuesOfSeveralTypes")
    void ofSeveralTypesTheFirstInTheServicesOrderIsToldWhateverTheOrderOfTheBody(
            String json, String message) {
        assertThat(judge("PutItem", quoted("{'Item':{'a':{'L':[" + json + ",{}]}}}")))
                .isEqualTo(Outcome.invalid(message));
    }

    @Test
    void everyItemOfABatchMayHaveAsManyValuesAsTheLargest() {
        int largest = 409_600 / 2;
        String list = "{\"L\":[" + "{\"L\":[]},".repeat(largest) + "{\"L\":[]}]}";
        String item = "{\"PutRequest\":{\"Item\":{\"a\":" + list + "}}}";

        var outcome =
                judge(
                        "BatchWriteItem",
                        "{\"RequestItems\":{\"t\":[" + (item + ",").repeat(6) + item + "]}}");

        assertThat(outcome).isInstanceOf(Outcome.Success.class);
    }

    @Test
    void aBodyOfVeryManySmallValuesIsRefused() {
        String many = "{\"NULL\":true},".repeat(ValueChecks.MAX_VALUES + 1);

        var outcome = judge("PutItem", "{\"Item\":{\"a\":{\"L\":[" + many + "{\"S\":\"\"}]}}}");

        assertThat(outcome)
                .isEqualTo(Outcome.invalid("Item size has exceeded the maximum allowed size"));
    }

    @Test
    void aVeryLongNumberIsRefusedQuickly() {
        var outcome =
                judge("PutItem", "{\"Item\":{\"a\":{\"N\":\"0." + "9".repeat(8 << 20) + "\"}}}");

        assertThat(outcome)
                .isEqualTo(
                        Outcome.invalid(
                                "Attempting to store more than 38 significant digits in a Number"));
    }

    @Test
    void aRefusalDoesNotEchoALongText() {
        var outcome =
                judge("PutItem", "{\"Item\":{\"a\":{\"N\":\"" + "x".repeat(8 << 20) + "\"}}}");

        assertThat(outcome.toString()).hasSizeLessThan(3_000);
    }

    @Test
    void namesOfAttributesAreBounded() {
        String longest = "é".repeat(32_767) + "x";
        var passes = judge("PutItem", "{\"Item\":{\"" + longest + "\":{\"S\":\"\"}}}");
        var isTooLong = judge("PutItem", "{\"Item\":{\"" + longest + "x\":{\"S\":\"\"}}}");
        var isEmpty = judge("PutItem", quoted("{'Item':{'':{'S':''}}}"));

        assertThat(passes).isInstanceOf(Outcome.Success.class);
        assertThat(isTooLong)
                .isEqualTo(
                        Outcome.invalid(PARAMETERS + "An attribute name has at most 65535 bytes"));
        assertThat(isEmpty)
                .isEqualTo(Outcome.invalid(PARAMETERS + "An attribute name may not be empty"));
    }
}
