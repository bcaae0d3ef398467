package io.torcdb.model.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.ring.Tokens;
import io.torcdb.model.schema.KeyAttribute;
import io.torcdb.model.schema.KeyType;
import io.torcdb.model.schema.LocalIndex;
import io.torcdb.model.schema.TableSchema;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRulesTest {
    private static final TableSchema SCHEMA =
            new TableSchema(
                    1,
                    List.of(new KeyAttribute("pk", KeyType.S), new KeyAttribute("sk", KeyType.N)),
                    7,
                    Tokens.XXH3);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set pk = :s|pk",
                "set a = :s, sk = :n|sk",
                "add pk.b :n|pk",
                "delete a :ss, pk :ss|pk",
                "remove sk, pk|pk",
                "set pk = pk.b + pk[1]|pk",
                "set a[0] = sk.x remove sk|sk",
            })
    void anUpdateMustNotTouchTheKey(String text, String key) {
        assertThat(Samples.message(KeyRules.update(Samples.update(text), SCHEMA)))
                .isEqualTo(
                        "One or more parameter values were invalid: Cannot update attribute "
                                + key
                                + ". This attribute is part of the key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"set a = pk.b", "set a = if_not_exists(pk[0], :s)", "set a = b + pk.x"})
    void anUpdateMustNotLookIntoTheKey(String text) {
        assertThat(Samples.message(KeyRules.update(Samples.update(text), SCHEMA)))
                .isEqualTo(notScalar("pk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"set a = pk", "set a.pk = :n", "remove a.sk[0]"})
    void anUpdateMayReadTheKeyAndUseItsNamesElsewhere(String text) {
        assertThat(Samples.message(KeyRules.update(Samples.update(text), SCHEMA)))
                .startsWith("success");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = :s AND (sk.x = :s OR attribute_exists(b))",
                "NOT sk[0] = :s",
                "a BETWEEN sk.x AND :n",
                "a IN (:s, sk.x)",
                "attribute_exists(sk.x)",
                "attribute_not_exists(sk.x)",
                "attribute_type(sk.x, :S)",
                "begins_with(sk.x, :s)",
                "contains(:s, sk.x)",
                "size(sk.x) > :n",
            })
    void aConditionMustNotLookIntoTheKey(String text) {
        assertThat(Samples.message(KeyRules.condition(Samples.condition(text), SCHEMA)))
                .isEqualTo(notScalar("sk"));
    }

    @Test
    void aConditionMayUseTheKey() {
        var condition = Samples.condition("attribute_not_exists(pk) AND a.pk = sk");

        assertThat(Samples.message(KeyRules.condition(condition, SCHEMA))).startsWith("success");
    }

    @Test
    void aFilterMustNotUseTheKeyAtAll() {
        var filter = Samples.condition("a = :s AND size(sk) > :n AND pk = :s");

        assertThat(Samples.message(KeyRules.filter(filter, SCHEMA.keySchema())))
                .isEqualTo(
                        "Filter Expression can only contain non-primary key attributes: Primary key"
                                + " attribute: pk");
        assertThat(
                        Samples.message(
                                KeyRules.filter(
                                        Samples.condition("a.pk = :s"), SCHEMA.keySchema())))
                .startsWith("success");
    }

    @Test
    void aProjectionMustNotLookIntoTheKey() {
        assertThat(Samples.message(KeyRules.projection(Samples.projection("a, pk.b"), SCHEMA)))
                .isEqualTo(notScalar("pk"));
        assertThat(Samples.message(KeyRules.projection(Samples.projection("pk, a.pk"), SCHEMA)))
                .startsWith("success");
    }

    private static String notScalar(String key) {
        return "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
                + " allowed: Key: "
                + key;
    }

    @Test
    void nothingLooksIntoTheSortKeyOfAnIndex() {
        var index =
                new LocalIndex(
                        9,
                        "index",
                        new KeyAttribute("ik", KeyType.S),
                        LocalIndex.Projection.KEYS_ONLY,
                        new TreeSet<>());
        var indexed = new TableSchema(1, SCHEMA.keys(), 7, Tokens.XXH3, List.of(index));

        assertThat(Samples.message(KeyRules.projection(Samples.projection("a, ik.b"), indexed)))
                .isEqualTo(
                        "Key attributes must be scalars; list random access '[]' and map lookup '.'"
                                + " are not allowed: IndexKey: ik");
        assertThat(Samples.message(KeyRules.projection(Samples.projection("a, ik"), indexed)))
                .startsWith("success");
    }
}
