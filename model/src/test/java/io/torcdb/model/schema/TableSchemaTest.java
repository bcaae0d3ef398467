package io.torcdb.model.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.BinaryValue;
import io.torcdb.model.item.AttributeValue.BooleanValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Binary;
import io.torcdb.model.item.Item;
import io.torcdb.model.item.KeyCodec;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.ring.Tokens;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableSchemaTest {
    private static final String PREFIX = "One or more parameter values were invalid: ";
    private static final String NOT_OF_THE_SCHEMA =
            "The provided key element does not match the schema";

    private static final KeyAttribute PARTITION = new KeyAttribute("pk", KeyType.S);
    private static final TableSchema HASH = new TableSchema(1, List.of(PARTITION), 42, 1);
    private static final TableSchema NUMBER_SORTED = sorted(KeyType.N);
    private static final TableSchema BINARY_SORTED = sorted(KeyType.B);
    private static final TableSchema STRING_SORTED = sorted(KeyType.S);

    private static final StringValue A = new StringValue("a");
    private static final NumberValue ONE = new NumberValue(BigDecimal.ONE);
    private static final StringValue EMPTY = new StringValue("");

    @Test
    void theKeyOfAnItemIsFound() {
        Item item = Item.of(Map.of("pk", A, "sk", ONE, "other", new BooleanValue(true)));

        assertThat(HASH.keyOfItem(item))
                .isEqualTo(Outcome.success(new PrimaryKey(A, Optional.empty())));
        assertThat(NUMBER_SORTED.keyOfItem(item))
                .isEqualTo(Outcome.success(new PrimaryKey(A, Optional.of(ONE))));
        assertThat(NUMBER_SORTED.keyItemOf(item)).isEqualTo(Item.of(Map.of("pk", A, "sk", ONE)));
        assertThat(HASH.keyItemOf(item)).isEqualTo(Item.of(Map.of("pk", A)));
    }

    @Test
    void anItemNeedsItsKeys() {
        assertItem(HASH, Map.of("sk", ONE), PREFIX + "Missing the key pk in the item");
        assertItem(NUMBER_SORTED, Map.of("pk", A), PREFIX + "Missing the key sk in the item");
        assertItem(NUMBER_SORTED, Map.of(), PREFIX + "Missing the key pk in the item");
    }

    @Test
    void keysOfAnItemAreOfTheirTypes() {
        assertItem(
                HASH, Map.of("pk", ONE), PREFIX + "Type mismatch for key pk expected: S actual: N");
        assertItem(
                NUMBER_SORTED,
                Map.of("pk", A, "sk", new BooleanValue(true)),
                PREFIX + "Type mismatch for key sk expected: N actual: BOOL");
        assertItem(
                BINARY_SORTED,
                Map.of("pk", A, "sk", A),
                PREFIX + "Type mismatch for key sk expected: B actual: S");
    }

    @Test
    void keysAreNotEmpty() {
        String text =
                "One or more parameter values are not valid. The AttributeValue for a key attribute"
                        + " cannot contain an empty string value. Key: pk";
        String bytes =
                "One or more parameter values are not valid. The AttributeValue for a key attribute"
                        + " cannot contain an empty binary value. Key: sk";

        assertItem(HASH, Map.of("pk", EMPTY), text);
        assertKey(HASH, Map.of("pk", EMPTY), text);
        assertItem(BINARY_SORTED, Map.of("pk", A, "sk", binary(0)), bytes);
        assertKey(BINARY_SORTED, Map.of("pk", A, "sk", binary(0)), bytes);
    }

    @Test
    void keysHaveAGreatestSize() {
        String partition =
                PREFIX + "Size of hashkey has exceeded the maximum size limit of2048 bytes";
        String sort =
                PREFIX
                        + "Aggregated size of all range keys has exceeded the size limit of 1024"
                        + " bytes";

        assertThat(HASH.keyOf(Map.of("pk", text(2048)))).isInstanceOf(Outcome.Success.class);
        assertItem(HASH, Map.of("pk", text(2049)), partition);
        assertKey(HASH, Map.of("pk", text(2049)), partition);
        assertKey(HASH, Map.of("pk", new StringValue("é".repeat(1025))), partition);
        assertThat(STRING_SORTED.keyOf(Map.of("pk", A, "sk", text(1024))))
                .isInstanceOf(Outcome.Success.class);
        assertItem(STRING_SORTED, Map.of("pk", A, "sk", text(1025)), sort);
        assertKey(BINARY_SORTED, Map.of("pk", A, "sk", binary(1025)), sort);
    }

    @Test
    void thePartitionKeyIsCheckedFirst() {
        assertItem(
                NUMBER_SORTED,
                Map.of("pk", EMPTY),
                "One or more parameter values are not valid. The AttributeValue for a key attribute"
                        + " cannot contain an empty string value. Key: pk");
    }

    @Test
    void aKeyParameterIsTheKeyAndNothingElse() {
        assertThat(NUMBER_SORTED.keyOf(Map.of("pk", A, "sk", ONE)))
                .isEqualTo(Outcome.success(new PrimaryKey(A, Optional.of(ONE))));
        assertKey(NUMBER_SORTED, Map.of("pk", A), NOT_OF_THE_SCHEMA);
        assertKey(NUMBER_SORTED, Map.of("pk", A, "sk", A), NOT_OF_THE_SCHEMA);
        assertKey(NUMBER_SORTED, Map.of("pk", A, "other", ONE), NOT_OF_THE_SCHEMA);
        assertKey(HASH, Map.of("pk", A, "sk", ONE), NOT_OF_THE_SCHEMA);
        assertKey(HASH, Map.of("pk", ONE), NOT_OF_THE_SCHEMA);
        assertKey(HASH, Map.of(), NOT_OF_THE_SCHEMA);
        assertKey(STRING_SORTED, Map.of("pk", EMPTY, "sk", ONE), NOT_OF_THE_SCHEMA);
    }

    @Test
    void aKeyKnowsItsEncodingItsTokenAndItsItem() {
        var key = new PrimaryKey(A, Optional.of(ONE));

        assertThat(key.encoded()).isEqualTo(KeyCodec.encode(A, Optional.of(ONE)));
        assertThat(key.token(NUMBER_SORTED))
                .isEqualTo(Tokens.token(42, KeyCodec.encodePartitionKey(A)));
        assertThat(key.toItem(NUMBER_SORTED)).isEqualTo(Item.of(Map.of("pk", A, "sk", ONE)));
    }

    @Test
    void equalNumbersAreOneKey() {
        var schema = new TableSchema(1, List.of(new KeyAttribute("n", KeyType.N)), 7, 1);
        var one = new PrimaryKey(ONE, Optional.empty());
        var alsoOne = new PrimaryKey(new NumberValue(new BigDecimal("1.00")), Optional.empty());

        assertThat(alsoOne.encoded()).isEqualTo(one.encoded());
        assertThat(alsoOne.token(schema)).isEqualTo(one.token(schema));
    }

    @Test
    void impossibleSchemasCannotBeMade() {
        assertThatThrownBy(() -> new TableSchema(1, List.of(), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TableSchema(1, List.of(PARTITION, PARTITION), 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TableSchema(1, List.of(PARTITION), 0, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PrimaryKey(new BooleanValue(true), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertItem(
            TableSchema schema, Map<String, AttributeValue> item, String message) {
        assertThat(schema.keyOfItem(Item.of(item))).isEqualTo(Outcome.invalid(message));
    }

    private static void assertKey(
            TableSchema schema, Map<String, AttributeValue> key, String message) {
        assertThat(schema.keyOf(key)).isEqualTo(Outcome.invalid(message));
    }

    private static TableSchema sorted(KeyType type) {
        return new TableSchema(1, List.of(PARTITION, new KeyAttribute("sk", type)), 42, 1);
    }

    private static StringValue text(int length) {
        return new StringValue("x".repeat(length));
    }

    private static BinaryValue binary(int length) {
        return new BinaryValue(Binary.wrap(new byte[length]));
    }
}
