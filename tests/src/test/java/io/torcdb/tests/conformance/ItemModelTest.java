package io.torcdb.tests.conformance;

import static io.torcdb.tests.conformance.Database.assertInvalid;
import static io.torcdb.tests.conformance.Values.attribute;
import static io.torcdb.tests.conformance.Values.b;
import static io.torcdb.tests.conformance.Values.bool;
import static io.torcdb.tests.conformance.Values.item;
import static io.torcdb.tests.conformance.Values.l;
import static io.torcdb.tests.conformance.Values.m;
import static io.torcdb.tests.conformance.Values.n;
import static io.torcdb.tests.conformance.Values.ns;
import static io.torcdb.tests.conformance.Values.nul;
import static io.torcdb.tests.conformance.Values.s;
import static io.torcdb.tests.conformance.Values.ss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemModelTest {
    private static final String PARAMETERS = "One or more parameter values were invalid: ";
    private static final int MAX_ITEM_BYTES = 409_600;

    private final DynamoDbClient client;
    private final String strings;
    private final String numbers;
    private final String binaries;
    private final String pairs;

    ItemModelTest(Database database) {
        client = database.client();
        strings = database.table("p:S");
        numbers = database.table("p:N");
        binaries = database.table("p:B");
        pairs = database.table("p:S", "s:S");
    }

    private void put(String table, Map<String, AttributeValue> item) {
        var _ = client.putItem(request -> request.tableName(table).item(item));
    }

    private Map<String, AttributeValue> get(String table, Map<String, AttributeValue> key) {
        return client.getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item();
    }

    private AttributeValue roundTrip(AttributeValue value) {
        put(strings, item("p", s("round trip"), "a", value));
        return attribute(get(strings, item("p", s("round trip"))), "a");
    }

    static Stream<AttributeValue> values() {
        return Stream.of(
                s(""),
                s("text with \"quotes\", \\ and \u0001 and 日本 and 😀"),
                n("0"),
                n("-12.5"),
                b(),
                b(0, 127, 128, 255),
                bool(true),
                bool(false),
                nul(),
                l(),
                l(s("a"), n("1"), l(nul())),
                m(Map.of()),
                m(Map.of("", s("an empty name below"), "a.b", m(Map.of("c", bool(true))))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeBackAsTheyWent(AttributeValue value) {
        assertThat(roundTrip(value)).isEqualTo(value);
    }

    @Test
    void setsComeBackWithTheSameMembers() {
        assertThat(roundTrip(ss("b", "a", "")).ss()).containsExactlyInAnyOrder("a", "b", "");
        assertThat(roundTrip(ns("2", "-1", "1.50")).ns())
                .containsExactlyInAnyOrder("-1", "1.5", "2");
        assertThat(
                        Set.copyOf(
                                roundTrip(AttributeValue.fromBs(List.of(bytes(1), bytes(2, 3))))
                                        .bs()))
                .isEqualTo(Set.of(bytes(1), bytes(2, 3)));
    }

    private static SdkBytes bytes(int... bytes) {
        return b(bytes).b();
    }

    @ParameterizedTest
    @CsvSource({
        "1E2,100",
        "1.50,1.5",
        "00042,42",
        ".5,0.5",
        "5.,5",
        "+7,7",
        "-0,0",
        "0.0,0",
        "1e-3,0.001",
        "-1.0E+1,-10",
        "12345678901234567890123456789012345678,12345678901234567890123456789012345678",
        "0.0000000000000000000000000000000000000012,0.0000000000000000000000000000000000000012",
    })
    void numbersComeBackInPlainForm(String sent, String plain) {
        assertThat(roundTrip(n(sent)).n()).isEqualTo(plain);
    }

    @Test
    void theExtremesOfNumbersAreKept() {
        String largest = "9".repeat(38) + "0".repeat(88);
        String smallest = "0." + "0".repeat(129) + "1";

        assertThat(roundTrip(n("9.9999999999999999999999999999999999999E+125")).n())
                .isEqualTo(largest);
        assertThat(roundTrip(n("-9.9999999999999999999999999999999999999E+125")).n())
                .isEqualTo("-" + largest);
        assertThat(roundTrip(n("1E-130")).n()).isEqualTo(smallest);
    }

    static Stream<Arguments> impossibleValues() {
        String notNumeric = "The parameter cannot be converted to a numeric value";
        return Stream.of(
                arguments(
                        AttributeValue.builder().build(),
                        "Supplied AttributeValue is empty, must contain exactly one of the"
                                + " supported datatypes"),
                arguments(
                        AttributeValue.builder().s("a").n("1").build(),
                        "Supplied AttributeValue has more than one datatypes set, must contain"
                                + " exactly one of the supported datatypes"),
                arguments(
                        AttributeValue.fromNul(false),
                        PARAMETERS + "Null attribute value types must have the value of true"),
                arguments(ss(), PARAMETERS + "An string set  may not be empty"),
                arguments(ns(), PARAMETERS + "An number set  may not be empty"),
                arguments(
                        AttributeValue.fromBs(List.of()),
                        PARAMETERS + "Binary sets should not be empty"),
                arguments(
                        ss("a", "a"), PARAMETERS + "Input collection [a, a] contains duplicates."),
                arguments(ns("1", "1.0"), "Input collection contains duplicates"),
                arguments(
                        AttributeValue.fromBs(List.of(bytes(1), bytes(1))),
                        PARAMETERS
                                + "Input collection [AQ==, AQ==]of type BS contains duplicates."),
                arguments(n(""), notNumeric),
                arguments(n("abc"), notNumeric + ": abc"),
                arguments(n("1 "), notNumeric + ": 1 "),
                arguments(n("0x1"), notNumeric + ": 0x1"),
                arguments(n("NaN"), notNumeric + ": NaN"),
                arguments(n("Infinity"), notNumeric + ": Infinity"),
                arguments(n("1_0"), notNumeric + ": 1_0"),
                arguments(
                        n("1E126"),
                        "Number overflow. Attempting to store a number with magnitude larger than"
                                + " supported range"),
                arguments(
                        n("1E-131"),
                        "Number underflow. Attempting to store a number with magnitude smaller than"
                                + " supported range"),
                arguments(
                        n("1".repeat(39)),
                        "Attempting to store more than 38 significant digits in a Number"),
                arguments(l(m(Map.of("a", ss()))), PARAMETERS + "An string set  may not be empty"));
    }

    @ParameterizedTest
    @MethodSource("impossibleValues")
    void valuesThatCannotBeAreRefused(AttributeValue value, String message) {
        assertInvalid(() -> put(strings, item("p", s("x"), "a", value)), message);
    }

    @ParameterizedTest
    @MethodSource("impossibleValues")
    void placeholdersThatCannotBeAreRefused(AttributeValue value, String message) {
        assertInvalid(
                () ->
                        client.putItem(request ->
                                request.tableName(strings)
                                        .item(item("p", s("x")))
                                        .conditionExpression("a = :x")
                                        .expressionAttributeValues(item(":x", value))),
                "ExpressionAttributeValues contains invalid value: " + message + " for key :x");
    }

    @Test
    void nestingOf32LevelsIsKeptAndOf33IsRefused() {
        AttributeValue deepest = nested(31);

        assertThat(roundTrip(deepest)).isEqualTo(deepest);
        assertInvalid(
                () -> put(strings, item("p", s("x"), "a", nested(32))),
                "Nesting Levels have exceeded supported limits");
    }

    private static AttributeValue nested(int lists) {
        AttributeValue value = s("leaf");
        for (int i = 0; i < lists; i++) {
            value = l(value);
        }
        return value;
    }

    @Test
    void anItemOf400KibibytesIsKeptAndOneByteMoreIsRefused() {
        int free = MAX_ITEM_BYTES - "p".length() - "large".length() - "a".length();
        AttributeValue fits = s("x".repeat(free));
        AttributeValue isTooLarge = s("x".repeat(free + 1));

        put(strings, item("p", s("large"), "a", fits));

        assertThat(get(strings, item("p", s("large"))).get("a")).isEqualTo(fits);
        assertInvalid(
                () -> put(strings, item("p", s("large"), "a", isTooLarge)),
                "Item size has exceeded the maximum allowed size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "+1", "01"})
    void aNumberIsOneKeyHoweverItIsWritten(String written) {
        put(numbers, item("p", n("1"), "a", s("by value")));

        assertThat(get(numbers, item("p", n(written))))
                .isEqualTo(item("p", n("1"), "a", s("by value")));
    }

    @Test
    void keysMayBeBinary() {
        put(binaries, item("p", b(0, 255), "a", s("x")));

        assertThat(get(binaries, item("p", b(0, 255)))).containsEntry("a", s("x"));
        assertThat(get(binaries, item("p", b(0, 254)))).isEmpty();
    }

    static Stream<Arguments> badItems() {
        return Stream.of(
                arguments(item("s", s("x")), PARAMETERS + "Missing the key p in the item"),
                arguments(item("p", s("x")), PARAMETERS + "Missing the key s in the item"),
                arguments(
                        item("p", n("1"), "s", s("x")),
                        PARAMETERS + "Type mismatch for key p expected: S actual: N"),
                arguments(
                        item("p", s("x"), "s", l()),
                        PARAMETERS + "Type mismatch for key s expected: S actual: L"),
                arguments(
                        item("p", s(""), "s", s("x")),
                        "The AttributeValue for a key attribute cannot contain an empty string"
                                + " value. Key: p"),
                arguments(
                        item("p", s("x"), "s", s("")),
                        "The AttributeValue for a key attribute cannot contain an empty string"
                                + " value. Key: s"),
                arguments(
                        item("p", s("x".repeat(2_049)), "s", s("x")),
                        PARAMETERS
                                + "Size of hashkey has exceeded the maximum size limit of2048"
                                + " bytes"),
                arguments(
                        item("p", s("x"), "s", s("x".repeat(1_025))),
                        PARAMETERS
                                + "Aggregated size of all range keys has exceeded the size limit of"
                                + " 1024 bytes"));
    }

    @ParameterizedTest
    @MethodSource("badItems")
    void anItemNeedsItsKeys(Map<String, AttributeValue> bad, String message) {
        assertInvalid(() -> put(pairs, bad), message);
    }

    static Stream<Arguments> badKeys() {
        String noMatch = "The provided key element does not match the schema";
        return Stream.of(
                arguments(item("p", s("x")), noMatch),
                arguments(item("p", s("x"), "s", s("x"), "t", s("x")), noMatch),
                arguments(item("p", s("x"), "t", s("x")), noMatch),
                arguments(item("p", s("x"), "s", n("1")), noMatch),
                arguments(
                        item("p", s("x"), "s", s("")),
                        "The AttributeValue for a key attribute cannot contain an empty string"
                                + " value. Key: s"));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void aKeyIsExactlyTheKeyOfTheTable(Map<String, AttributeValue> bad, String message) {
        assertInvalid(() -> get(pairs, bad), message);
        assertInvalid(
                () -> client.deleteItem(request -> request.tableName(pairs).key(bad)), message);
        assertInvalid(
                () -> client.updateItem(request -> request.tableName(pairs).key(bad)), message);
    }

    @Test
    void theLongestKeysAreKept() {
        var longest = item("p", s("x".repeat(2_048)), "s", s("y".repeat(1_024)));

        put(pairs, longest);

        assertThat(get(pairs, longest)).isEqualTo(longest);
    }
}
