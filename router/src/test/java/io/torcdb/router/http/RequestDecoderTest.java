package io.torcdb.router.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.buffer.Unpooled;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDecoderTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";

    private final RequestDecoder decoder = new RequestDecoder();

    private Outcome<Request> decode(String operation, String json) {
        return decoder.decode(
                ApiOperation.ofTarget("DynamoDB_20120810." + operation).orElseThrow(), body(json));
    }

    private static Body body(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        var body = new Body(bytes.length);
        body.append(Unpooled.wrappedBuffer(bytes));
        return body;
    }

    private static Outcome<Request> unserializable(String message) {
        return Outcome.refused(new Failure.Unserializable(Optional.of(message)));
    }

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
        var outcome = decode("PutItem", quoted("{'Item':{'a':" + json + "}}"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success ->
                                assertThat(((Request.PutItem) success.value()).item().orElseThrow())
                                        .isEqualTo(Map.of("a", expected)));
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                arguments("{'TableName':3}", "NUMBER_VALUE cannot be converted to String"),
                arguments("{'TableName':3.5}", "DECIMAL_VALUE cannot be converted to String"),
                arguments("{'TableName':true}", "TRUE_VALUE cannot be converted to String"),
                arguments(
                        "{'TableName':[]}", "Unrecognized collection type class java.lang.String"),
                arguments("{'TableName':{}}", "Start of structure or map found where not expected"),
                arguments("{'Limit':'3'}", "STRING_VALUE cannot be converted to Integer"),
                arguments("{'Limit':true}", "TRUE_VALUE cannot be converted to Integer"),
                arguments("{'Limit':99999999999}", "NUMBER_VALUE cannot be converted to Integer"),
                arguments("{'ConsistentRead':1}", "NUMBER_VALUE cannot be converted to Boolean"),
                arguments("{'ConsistentRead':'x'}", "Unexpected token received from parser"),
                arguments("{'ExclusiveStartKey':'x'}", "Unexpected field type"),
                arguments(
                        "{'ExclusiveStartKey':[]}",
                        "Unrecognized collection type java.util.Map<java.lang.String,"
                                + " com.amazonaws.dynamodb.v20120810.AttributeValue>"),
                arguments("{'ExclusiveStartKey':{'a':'x'}}", "Unexpected value type in payload"),
                arguments(
                        "{'ExclusiveStartKey':{'a':[]}}",
                        "Unrecognized collection type class"
                                + " com.amazonaws.dynamodb.v20120810.AttributeValue"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'N':3}}}",
                        "NUMBER_VALUE cannot be converted to String"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'B':3}}}",
                        "only base-64-encoded strings are convertible to bytes"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'B':'abc'}}}",
                        "Base64 encoded length is expected a multiple of 4 bytes but found: 3"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'B':'AR=='}}}",
                        "Invalid last non-pad Base64 character dectected"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'B':'A*=='}}}",
                        "Invalid last non-pad Base64 character dectected"),
                arguments("{'ExclusiveStartKey':{'a':{'L':'x'}}}", "Unexpected field type"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'L':{}}}}",
                        "Start of structure or map found where not expected"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'L':['x']}}}",
                        "Unexpected value type in payload"),
                arguments(
                        "{'ExclusiveStartKey':{'a':{'SS':[1]}}}",
                        "NUMBER_VALUE cannot be converted to String"),
                arguments(
                        "{'ExpressionAttributeNames':{'#a':1}}",
                        "NUMBER_VALUE cannot be converted to String"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void refusesMembersOfAnotherType(String json, String message) {
        var outcome = decode("Scan", quoted(json));

        assertThat(outcome).isEqualTo(unserializable(message));
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
        var inItem = decode("PutItem", quoted("{'Item':{'a':" + json + "}}"));
        var inPlaceholder =
                decode("PutItem", quoted("{'ExpressionAttributeValues':{':x':" + json + "}}"));

        assertThat(inItem).isEqualTo(Outcome.invalid(message));
        assertThat(inPlaceholder)
                .isEqualTo(
                        Outcome.invalid(
                                "ExpressionAttributeValues contains invalid value: "
                                        + message
                                        + " for key :x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "7",
                "{}x",
                "{} {}",
                "{'TableName':'a',}",
                "{'Other':tru}",
                "{'TableName':3,'Other':}",
                "{'Item':{'a':{'SS':[]}}",
                "{'TableName':'\\ud800'}"
            })
    void refusesWhatIsNotJsonWithoutSayingWhy(String json) {
        assertThat(decode("PutItem", quoted(json))).isEqualTo(malformed());
    }

    @Test
    void aWrongTypeCountsBeforeAnImpossibleValue() {
        var outcome = decode("PutItem", quoted("{'Item':{'a':{}},'TableName':3}"));

        assertThat(outcome).isEqualTo(unserializable("NUMBER_VALUE cannot be converted to String"));
    }

    @Test
    void nullMeansAbsentAndTheLastOfTwoMembersCounts() {
        var outcome =
                decode(
                        "ListTables",
                        quoted("{'Limit':1,'Limit':2,'ExclusiveStartTableName':null}"));

        assertThat(outcome)
                .isEqualTo(
                        Outcome.success(new Request.ListTables(Optional.empty(), Optional.of(2))));
    }

    @Test
    void aFractionIsFloored() {
        var outcome = decode("ListTables", quoted("{'Limit':2.9}"));

        assertThat(outcome)
                .isEqualTo(
                        Outcome.success(new Request.ListTables(Optional.empty(), Optional.of(2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PutItem|'Expected':{}|Expected",
                "PutItem|'ReturnConsumedCapacity':'TOTAL'|ReturnConsumedCapacity",
                "PutItem|'ReturnItemCollectionMetrics':'SIZE'|ReturnItemCollectionMetrics",
                "GetItem|'AttributesToGet':['a']|AttributesToGet",
                "UpdateItem|'AttributeUpdates':{}|AttributeUpdates",
                "Query|'IndexName':'i'|IndexName",
                "Query|'KeyConditions':{}|KeyConditions",
                "Scan|'TotalSegments':2,'Segment':0|TotalSegments",
                "CreateTable|'Tags':[{'Key':'a'}]|Tags",
                "CreateTable|'GlobalSecondaryIndexes':[]|GlobalSecondaryIndexes",
                "CreateTable|'StreamSpecification':{'StreamEnabled':true}|StreamSpecification",
                "CreateTable|'SSESpecification':{'Enabled':false,'SSEType':'KMS'}|SSESpecification",
            })
    void refusesMembersThatAreNotHonouredYet(String operation, String member, String name) {
        var outcome = decode(operation, quoted("{" + member + "}"));

        assertThat(outcome).isEqualTo(Outcome.invalid(name + " is not supported yet"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PutItem|'Expected':null",
                "PutItem|'ReturnConsumedCapacity':'NONE'",
                "DeleteItem|'ReturnItemCollectionMetrics':'NONE'",
                "Scan|'TotalSegments':1,'Segment':0",
                "CreateTable|'Tags':[]",
                "CreateTable|'DeletionProtectionEnabled':false",
                "CreateTable|'TableClass':'STANDARD'",
                "CreateTable|'StreamSpecification':{'StreamEnabled':false}",
                "CreateTable|'SSESpecification':{'Enabled':false,'SSEType':null}",
                "ListTables|'Expected':{'Anything':[1,{}]}",
            })
    void passesMembersThatAskForNothing(String operation, String member) {
        assertThat(decode(operation, quoted("{" + member + "}")))
                .isInstanceOf(Outcome.Success.class);
    }

    @Test
    void nestingOf32LevelsPassesAndOf33DoesNot() {
        assertThat(decode("PutItem", nested(31))).isInstanceOf(Outcome.Success.class);
        assertThat(decode("PutItem", nested(32)))
                .isEqualTo(
                        Outcome.invalid(
                                "Nesting Levels have exceeded supported limits: Attributes in the"
                                        + " item have nested levels beyond supported limit"));
        assertThat(decode("PutItem", nested(100_000))).isEqualTo(malformed());
    }

    private static String nested(int lists) {
        return "{\"Item\":{\"a\":"
                + "{\"L\":[".repeat(lists)
                + "{\"NULL\":true}"
                + "]}".repeat(lists)
                + "}}";
    }

    @Test
    void aBodyOfVeryManySmallValuesIsRefused() {
        String many = "{\"NULL\":true},".repeat(ValueChecks.MAX_VALUES + 1);

        var outcome = decode("PutItem", "{\"Item\":{\"a\":{\"L\":[" + many + "{\"S\":\"\"}]}}}");

        assertThat(outcome)
                .isEqualTo(Outcome.invalid("Item size has exceeded the maximum allowed size"));
    }

    @Test
    void aVeryLongNumberIsRefusedQuickly() {
        var outcome =
                decode("PutItem", "{\"Item\":{\"a\":{\"N\":\"0." + "9".repeat(8 << 20) + "\"}}}");

        assertThat(outcome)
                .isEqualTo(
                        Outcome.invalid(
                                "Attempting to store more than 38 significant digits in a Number"));
    }

    @Test
    void aRefusalDoesNotEchoALongText() {
        var outcome =
                decode("PutItem", "{\"Item\":{\"a\":{\"N\":\"" + "x".repeat(8 << 20) + "\"}}}");

        assertThat(outcome.toString()).hasSizeLessThan(3_000);
    }

    @Test
    void namesOfAttributesAreBounded() {
        String longest = "é".repeat(32_767) + "x";
        var passes = decode("PutItem", "{\"Item\":{\"" + longest + "\":{\"S\":\"\"}}}");
        var isTooLong = decode("PutItem", "{\"Item\":{\"" + longest + "x\":{\"S\":\"\"}}}");
        var isEmpty = decode("PutItem", quoted("{'Item':{'':{'S':''}}}"));

        assertThat(passes).isInstanceOf(Outcome.Success.class);
        assertThat(isTooLong)
                .isEqualTo(
                        Outcome.invalid(PARAMETERS + "An attribute name has at most 65535 bytes"));
        assertThat(isEmpty)
                .isEqualTo(Outcome.invalid(PARAMETERS + "An attribute name may not be empty"));
    }

    @Test
    void readsTheMembersOfCreateTable() {
        var outcome =
                decode(
                        "CreateTable",
                        quoted(
                                "{'TableName':'t','AttributeDefinitions':[{'AttributeName':'p',"
                                        + "'AttributeType':'S'}],'KeySchema':[{'AttributeName':'p',"
                                        + "'KeyType':'HASH'}],'BillingMode':'PROVISIONED',"
                                        + "'ProvisionedThroughput':{'ReadCapacityUnits':5,"
                                        + "'WriteCapacityUnits':6}}"));

        assertThat(outcome)
                .isEqualTo(
                        Outcome.success(
                                new Request.CreateTable(
                                        Optional.of("t"),
                                        Optional.of(
                                                List.of(
                                                        new Request.AttributeDefinition(
                                                                Optional.of("p"),
                                                                Optional.of("S")))),
                                        Optional.of(
                                                List.of(
                                                        new Request.KeySchemaElement(
                                                                Optional.of("p"),
                                                                Optional.of("HASH")))),
                                        Optional.of("PROVISIONED"),
                                        Optional.of(
                                                new Request.Throughput(
                                                        Optional.of(5L), Optional.of(6L))))));
    }

    @Test
    void placeholdersKeepWhetherTheyWereGiven() {
        var none = decode("GetItem", "{}");
        var empty = decode("GetItem", quoted("{'ExpressionAttributeNames':{}}"));

        assertThat(((Request.GetItem) value(none)).placeholders())
                .isEqualTo(Request.Placeholders.NONE);
        assertThat(((Request.GetItem) value(empty)).placeholders().names()).isPresent();
    }

    @Test
    void aRefusalOutsideTheBodyYieldsToMalformedJson() {
        Failure outside = new Failure.UnknownOperation();

        assertThat(decoder.refuse(body("{}"), outside)).isEqualTo(outside);
        assertThat(decoder.refuse(body("{\"a\":[1,2"), outside))
                .isEqualTo(new Failure.Unserializable(Optional.empty()));
    }

    private static Request value(Outcome<Request> outcome) {
        return switch (outcome) {
            case Outcome.Success<Request>(var request) -> request;
            case Outcome.Refused<Request> refused -> throw new AssertionError(refused);
        };
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
