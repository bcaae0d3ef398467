package io.torcdb.router.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
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
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Request.AttributeDefinition;
import io.torcdb.model.request.Request.KeySchemaElement;
import io.torcdb.proto.v1.AttributeValue;
import io.torcdb.proto.v1.Attributes;
import io.torcdb.proto.v1.CreateTableRequest;
import io.torcdb.proto.v1.KeyAttribute;
import io.torcdb.proto.v1.Names;
import io.torcdb.proto.v1.PutItemRequest;
import io.torcdb.proto.v1.QueryRequest;
import io.torcdb.proto.v1.ScalarType;
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
import org.junit.jupiter.params.provider.MethodSource;

class ApiMethodTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";

    /** Refuses a request that has a flaw for the first. */
    static Outcome<Request> judged(Outcome<Request> decoded) {
        return decoded instanceof Outcome.Success<Request>(Request.Flawed(_, var flaws))
                ? Outcome.refused(flaws.values().or(flaws::placeholders).orElseThrow())
                : decoded;
    }

    private static Outcome<Request> decode(String name, MessageLite message) {
        return decode(name, message.toByteArray());
    }

    private static Outcome<Request> decode(String name, byte[] bytes) {
        return judged(
                ApiMethods.all().stream()
                        .filter(method -> name.equals(method.descriptor().getBareMethodName()))
                        .findAny()
                        .orElseThrow()
                        .decode(bytes));
    }

    private static PutItemRequest putting(AttributeValue value) {
        return PutItemRequest.newBuilder()
                .setTableName("t")
                .setItem(Attributes.newBuilder().putAttributes("a", value))
                .build();
    }

    @Test
    void valuesOfAllTypesSurviveTheRoundTrip() {
        var values = new TreeMap<String, io.torcdb.model.item.AttributeValue>();
        values.put("s", new StringValue("größer"));
        values.put("n", new NumberValue(new BigDecimal("-12.5")));
        values.put("b", new BinaryValue(Binary.wrap(new byte[] {0, -1})));
        values.put("bool", new BooleanValue(false));
        values.put("null", new NullValue());
        values.put("ss", new StringSet(List.of("x", "y")));
        values.put("ns", new NumberSet(List.of(BigDecimal.ONE, BigDecimal.TEN)));
        values.put("bs", new BinarySet(List.of(Binary.wrap(new byte[0]))));
        values.put("l", new ListValue(List.of(new StringValue(""), new ListValue(List.of()))));
        values.put("m", new MapValue(new TreeMap<>(Map.of("", new BooleanValue(true)))));
        var item = Item.of(values);

        var decoded =
                decode(
                        "PutItem",
                        PutItemRequest.newBuilder().setItem(ValueEncoder.attributes(item)).build());

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> {
                            var put = (Request.PutItem) success.value();
                            assertThat(put.item().map(Item::of)).contains(item);
                        });
    }

    @ParameterizedTest
    @MethodSource("valuesThatCannotBe")
    void valuesThatCannotBeAreRefusedInDynamoDbsWords(AttributeValue value, String message) {
        var outcome = decode("PutItem", putting(value));

        assertThat(outcome).isEqualTo(Outcome.invalid(message));
    }

    static Stream<Arguments> valuesThatCannotBe() {
        return Stream.of(
                arguments(
                        AttributeValue.getDefaultInstance(),
                        "Supplied AttributeValue is empty, must contain exactly one of the"
                                + " supported datatypes"),
                arguments(
                        AttributeValue.newBuilder().setN("abc").build(),
                        "The parameter cannot be converted to a numeric value: abc"),
                arguments(
                        AttributeValue.newBuilder().setN("1e126").build(),
                        "Number overflow. Attempting to store a number with magnitude larger than"
                                + " supported range"),
                arguments(
                        AttributeValue.newBuilder().setNull(false).build(),
                        PARAMETERS + "Null attribute value types must have the value of true"),
                arguments(
                        AttributeValue.newBuilder()
                                .setSs(AttributeValue.StringSet.getDefaultInstance())
                                .build(),
                        PARAMETERS + "An string set  may not be empty"),
                arguments(
                        AttributeValue.newBuilder()
                                .setNs(AttributeValue.NumberSet.getDefaultInstance())
                                .build(),
                        PARAMETERS + "An number set  may not be empty"),
                arguments(
                        AttributeValue.newBuilder()
                                .setBs(AttributeValue.BinarySet.getDefaultInstance())
                                .build(),
                        PARAMETERS + "Binary sets should not be empty"),
                arguments(
                        AttributeValue.newBuilder()
                                .setSs(
                                        AttributeValue.StringSet.newBuilder()
                                                .addValues("a")
                                                .addValues("a"))
                                .build(),
                        PARAMETERS + "Input collection [a, a] contains duplicates."),
                arguments(
                        AttributeValue.newBuilder()
                                .setNs(
                                        AttributeValue.NumberSet.newBuilder()
                                                .addValues("1")
                                                .addValues("1.0"))
                                .build(),
                        "Input collection contains duplicates"));
    }

    @Test
    void thirtyTwoLevelsPassAndOneMoreDoesNot() {
        assertThat(decode("PutItem", putting(nested(32)))).isInstanceOf(Outcome.Success.class);
        for (int levels : List.of(33, 60)) {
            assertThat(decode("PutItem", putting(nested(levels))))
                    .isEqualTo(
                            Outcome.invalid(
                                    "Nesting Levels have exceeded supported limits: Attributes in"
                                            + " the item have nested levels beyond supported"
                                            + " limit"));
        }
    }

    private static AttributeValue nested(int levels) {
        AttributeValue value = AttributeValue.newBuilder().setBool(true).build();
        for (int level = 1; level < levels; level++) {
            value =
                    AttributeValue.newBuilder()
                            .setM(AttributeValue.Map.newBuilder().putValues("m", value))
                            .build();
        }
        return value;
    }

    @Test
    void whatIsDeeperThanMessagesMayBeIsNoRequest() {
        assertThat(decode("PutItem", putting(nested(100))))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.failure())
                                        .isInstanceOf(Failure.Unserializable.class));
    }

    @Test
    void moreValuesThanAnItemCanHoldAreRefused() {
        var list = AttributeValue.List.newBuilder();
        var member = AttributeValue.newBuilder().setNull(true).build();
        for (int i = 0; i < ValueChecks.MAX_VALUES; i++) {
            list.addValues(member);
        }

        var outcome = decode("PutItem", putting(AttributeValue.newBuilder().setL(list).build()));

        assertThat(outcome)
                .isEqualTo(Outcome.invalid("Item size has exceeded the maximum allowed size"));
    }

    @Test
    void anEmptyNameOfAnAttributeIsRefused() {
        var message =
                PutItemRequest.newBuilder()
                        .setItem(
                                Attributes.newBuilder()
                                        .putAttributes(
                                                "", AttributeValue.newBuilder().setS("x").build()))
                        .build();

        assertThat(decode("PutItem", message))
                .isEqualTo(Outcome.invalid(PARAMETERS + "An attribute name may not be empty"));
    }

    @Test
    void aBadPlaceholderIsNamed() {
        var message =
                PutItemRequest.newBuilder()
                        .setExpressionAttributeValues(
                                Attributes.newBuilder()
                                        .putAttributes(
                                                ":v",
                                                AttributeValue.newBuilder().setN("x").build()))
                        .build();

        assertThat(decode("PutItem", message))
                .isEqualTo(
                        Outcome.invalid(
                                "ExpressionAttributeValues contains invalid value: The parameter"
                                        + " cannot be converted to a numeric value: x for key :v"));
    }

    @Test
    void malformedBytesAreRefused() {
        assertThat(decode("GetItem", new byte[] {(byte) 0xFF}))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.failure())
                                        .isInstanceOf(Failure.Unserializable.class));
        assertThat(decode("GetItem", new byte[] {4})) // the end of a group that never began
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        byte[] bytes = ByteString.fromHex("0a02").concat(ByteString.fromHex("c3c3")).toByteArray();

        assertThat(decode("DescribeTable", bytes)).isInstanceOf(Outcome.Refused.class);
        assertThat(
                        decode(
                                "DescribeTable",
                                ByteString.fromHex("0a02")
                                        .concat(ByteString.copyFrom("ab", StandardCharsets.UTF_8))
                                        .toByteArray()))
                .isEqualTo(Outcome.success(new Request.DescribeTable(Optional.of("ab"))));
    }

    @Test
    void whatIsNotGivenIsAbsent() {
        assertThat(decode("PutItem", PutItemRequest.getDefaultInstance()))
                .isEqualTo(
                        Outcome.success(
                                new Request.PutItem(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Request.Placeholders.NONE,
                                        Request.Expectation.NONE,
                                        Request.Returns.DEFAULTS)));
        assertThat(decode("CreateTable", CreateTableRequest.getDefaultInstance()))
                .isEqualTo(
                        Outcome.success(
                                new Request.CreateTable(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        new Request.TableSettings(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty()),
                                        Optional.empty())));
    }

    @Test
    void emptyPlaceholdersThatAreGivenAreKept() {
        var message =
                QueryRequest.newBuilder().setExpressionAttributeNames(Names.getDefaultInstance());

        var outcome = decode("Query", message.build());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> {
                            var query = (Request.Query) success.value();
                            assertThat(query.placeholders().names()).isPresent();
                            assertThat(query.placeholders().values()).isEmpty();
                        });
    }

    @Test
    void enumerationsThatAreNotKnownAreLeftToTheOperation() {
        var message = PutItemRequest.newBuilder().setReturnValuesValue(17).build();

        assertThat(decode("PutItem", message))
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success ->
                                assertThat(((Request.PutItem) success.value()).returns().values())
                                        .contains("17"));
    }

    @Test
    void keysOfATableBecomeDefinitionsAndSchema() {
        var message =
                CreateTableRequest.newBuilder()
                        .setPartitionKey(
                                KeyAttribute.newBuilder()
                                        .setAttributeName("p")
                                        .setType(ScalarType.SCALAR_TYPE_N))
                        .setSortKey(KeyAttribute.newBuilder().setAttributeName("s"))
                        .build();

        var outcome = decode("CreateTable", message);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Success.class,
                        success -> {
                            var create = (Request.CreateTable) success.value();
                            assertThat(create.attributeDefinitions())
                                    .contains(
                                            List.of(
                                                    new AttributeDefinition(
                                                            Optional.of("p"), Optional.of("N")),
                                                    new AttributeDefinition(
                                                            Optional.of("s"), Optional.empty())));
                            assertThat(create.keySchema())
                                    .contains(
                                            List.of(
                                                    new KeySchemaElement(
                                                            Optional.of("p"), Optional.of("HASH")),
                                                    new KeySchemaElement(
                                                            Optional.of("s"),
                                                            Optional.of("RANGE"))));
                        });
    }
}
