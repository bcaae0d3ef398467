package io.torcdb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.torcdb.model.expression.Condition;
import io.torcdb.model.expression.Projection;
import io.torcdb.model.expression.Update;
import io.torcdb.model.expression.parser.ExpressionParser;
import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.ListValue;
import io.torcdb.model.item.AttributeValue.NumberValue;
import io.torcdb.model.item.AttributeValue.StringSet;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request.Placeholders;
import io.torcdb.proto.internal.ConditionTree;
import io.torcdb.proto.internal.ExpressionPath;
import io.torcdb.proto.internal.UpdateTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionCodecTest {
    private static final Placeholders PLACEHOLDERS =
            new Placeholders(
                    Optional.of(new LinkedHashMap<>(Map.of("#d", "a.b", "#u", "\ud83d\ude00"))),
                    Optional.of(
                            new LinkedHashMap<String, AttributeValue>(
                                    Map.of(
                                            ":s", new StringValue("S"),
                                            ":n", new NumberValue(new BigDecimal("-1.5")),
                                            ":l", new ListValue(List.of(new StringValue(""))),
                                            ":set", new StringSet(List.of("x"))))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = :s AND b <> :n AND c < :n AND d <= :n AND e > :n AND f >= :n",
                "NOT (a = :s OR b BETWEEN :n AND size(c[2147483647].#d)) OR d IN (:l, e, :set)",
                "attribute_exists(#u) OR attribute_not_exists(a[0][1].b)",
                "attribute_type(a, :s) AND begins_with(b, :s) AND contains(:s, c)",
                "NOT NOT a = :s",
            })
    void aConditionSurvives(String text) {
        Condition condition = success(parser().condition(ExpressionParser.Kind.CONDITION, text));

        assertThat(ExpressionCodec.condition(ExpressionCodec.encode(condition)))
                .isEqualTo(condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET a = :s, b.c[0] = d + :n, e = f - :n, #d = list_append(:l, g)",
                "SET a = if_not_exists(b, if_not_exists(c, :n)) REMOVE d[1], #u",
                "ADD a :n, b :set DELETE c.d :set",
            })
    void anUpdateSurvives(String text) {
        Update update = success(parser().update(text));

        assertThat(ExpressionCodec.update(ExpressionCodec.encode(update))).isEqualTo(update);
    }

    @Test
    void anUpdateWithoutActionsSurvives() {
        var nothing = new Update(List.of());

        assertThat(ExpressionCodec.update(ExpressionCodec.encode(nothing))).isEqualTo(nothing);
    }

    @Test
    void thatAnUpdateWasNoExpressionSurvives() {
        Update parsed = success(parser().update("ADD a :n"));
        var update = new Update(parsed.actions(), Update.Origin.ATTRIBUTE_UPDATES);

        assertThat(ExpressionCodec.update(ExpressionCodec.encode(update))).isEqualTo(update);
    }

    @Test
    void aProjectionSurvives() {
        Projection projection = success(parser().projection("a.b[3], #d, c"));

        assertThat(ExpressionCodec.projection(ExpressionCodec.encode(projection)))
                .isEqualTo(projection);
    }

    @Test
    void whatMayNestSurvives() {
        String condition = "(a=:s OR (b=:n AND ".repeat(74) + "a=:s" + "))".repeat(74);
        String update = "SET a=" + "if_not_exists(a,".repeat(240) + "b" + ")".repeat(240);

        Condition nested = success(parser().condition(ExpressionParser.Kind.FILTER, condition));
        Update terms = success(parser().update(update));

        assertThat(ExpressionCodec.condition(ExpressionCodec.encode(nested))).isEqualTo(nested);
        assertThat(ExpressionCodec.update(ExpressionCodec.encode(terms))).isEqualTo(terms);
    }

    @Test
    void aTreeDeeperThanAnyExpressionIsCorrupt() throws IOException {
        byte[] bytes = {};
        for (int i = 0; i < 5000; i++) {
            var buffer = new ByteArrayOutputStream();
            var output = CodedOutputStream.newInstance(buffer);
            output.writeByteArray(ConditionTree.NOT_FIELD_NUMBER, bytes);
            output.flush();
            bytes = buffer.toByteArray();
        }
        ByteString deep = ByteString.copyFrom(bytes);

        assertThatThrownBy(() -> ExpressionCodec.condition(deep))
                .isInstanceOf(CorruptExpressionException.class);
    }

    @Test
    void treesWithoutAKindAreCorrupt() {
        var path = ExpressionPath.newBuilder();
        path.addStepsBuilder().setName("a");
        var noStep = ExpressionPath.newBuilder(path.build());
        var _ = noStep.addStepsBuilder();
        var negativeIndex = ExpressionPath.newBuilder(path.build());
        negativeIndex.addStepsBuilder().setIndex(-1);

        assertCorrupt(ConditionTree.getDefaultInstance());
        assertCorrupt(
                ConditionTree.newBuilder().setExists(ExpressionPath.getDefaultInstance()).build());
        assertCorrupt(ConditionTree.newBuilder().setExists(noStep).build());
        assertCorrupt(ConditionTree.newBuilder().setExists(negativeIndex).build());
        assertCorrupt(
                ConditionTree.newBuilder()
                        .setCompare(ConditionTree.Compare.getDefaultInstance())
                        .build());
        assertThatThrownBy(() ->
                        ExpressionCodec.update(
                                UpdateTree.newBuilder()
                                        .addActions(UpdateTree.Action.newBuilder().setPath(path))
                                        .build()
                                        .toByteString()))
                .isInstanceOf(CorruptExpressionException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void damagedBytesAreCorruptOrAnotherTree(long seed) {
        var random = new Random(seed);
        byte[] bytes =
                ExpressionCodec.encode(
                                success(
                                        parser().condition(
                                                        ExpressionParser.Kind.CONDITION,
                                                        "a.b[1] = :n AND NOT c IN (:l, :set)")))
                        .toByteArray();
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            ByteString part = ByteString.copyFrom(damaged, 0, random.nextInt(damaged.length + 1));

            try {
                assertThat(ExpressionCodec.condition(part)).isNotNull();
            } catch (CorruptExpressionException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private static void assertCorrupt(ConditionTree message) {
        assertThatThrownBy(() -> ExpressionCodec.condition(message.toByteString()))
                .isInstanceOf(CorruptExpressionException.class);
    }

    private static ExpressionParser parser() {
        return new ExpressionParser(PLACEHOLDERS);
    }

    private static <T> T success(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Success<T>(var value) -> value;
            case Outcome.Refused<T>(var failure) -> throw new AssertionError(failure.toString());
        };
    }
}
