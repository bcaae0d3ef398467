package io.torcdb.router.operation.table;

import static io.torcdb.router.operation.table.NewTable.index;
import static io.torcdb.router.operation.table.NewTable.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request.LocalSecondaryIndex;
import io.torcdb.model.request.Request.TableSettings;
import io.torcdb.model.request.Request.Tag;
import io.torcdb.model.request.Request.Throughput;
import io.torcdb.proto.internal.CreateTableRequest;
import io.torcdb.wire.CatalogCodec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CreateTableTest {
    private static final Arns ARNS = new Arns("us-east-1", "000000000000");
    private static final String PREFIX = "One or more parameter values were invalid: ";
    private static final String BROKEN = " failed to satisfy constraint: Member must ";

    private static NewTable indexed(LocalSecondaryIndex... indexes) {
        return plain().with("p:S", "s:S", "i:N").with(indexes);
    }

    private static TableSettings provisioned(long read, long write) {
        return new TableSettings(
                Optional.empty(),
                Optional.of(new Throughput(Optional.of(read), Optional.of(write))),
                Optional.empty(),
                Optional.empty());
    }

    private static TableSettings mode(String mode) {
        return new TableSettings(
                Optional.of(mode), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Arguments bad(String what, NewTable table, String message) {
        return arguments(what, table, message);
    }

    static Stream<Arguments> badIndexes() {
        var ten = Collections.nCopies(10, "p:HASH").toArray(String[]::new);
        return Stream.of(
                bad("an empty list", indexed(), PREFIX + "List of LocalSecondaryIndexes is empty"),
                bad(
                        "an undefined key",
                        plain().with(index("idx", "p:HASH", "x:RANGE")),
                        PREFIX
                                + "Some index key attributes are not defined in"
                                + " AttributeDefinitions. Keys: [p, x], AttributeDefinitions: [p,"
                                + " s]"),
                bad(
                        "one attribute twice",
                        plain().with(index("idx", "p:HASH", "p:RANGE")),
                        "Both the Hash Key and the Range Key element in the KeySchema have the same"
                                + " name"),
                bad(
                        "a first key that is no HASH",
                        indexed(index("idx", "p:RANGE", "i:RANGE")),
                        "Invalid KeySchema: The first KeySchemaElement is not a HASH key type"),
                bad(
                        "a second key that is no RANGE",
                        indexed(index("idx", "p:HASH", "i:HASH")),
                        "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"),
                bad(
                        "a table without a sort key",
                        indexed(index("idx", "p:HASH", "i:RANGE")).keyed("p:HASH"),
                        PREFIX
                                + "Table KeySchema does not have a range key, which is required"
                                + " when specifying a LocalSecondaryIndex"),
                bad(
                        "an index without a sort key",
                        indexed(index("idx", "p:HASH")),
                        PREFIX + "Index KeySchema does not have a range key for index: idx"),
                bad(
                        "another partition key",
                        indexed(index("idx", "i:HASH", "s:RANGE")),
                        PREFIX
                                + "Index KeySchema does not have the same leading hash key as table"
                                + " KeySchema for index: idx. index hash key: i, table hash key:"
                                + " p"),
                bad(
                        "more than two keys",
                        indexed(index("idx", ten)),
                        "at 'localSecondaryIndexes.1.member.keySchema'"
                                + BROKEN
                                + "have length less than or equal to 2"),
                bad(
                        "one name twice",
                        indexed(
                                index("idx", "p:HASH", "i:RANGE"),
                                index("idx", "p:HASH", "i:RANGE")),
                        PREFIX + "Duplicate index name: idx"),
                bad(
                        "six indexes",
                        indexed(
                                IntStream.range(0, 6)
                                        .mapToObj(i -> index("idx" + i, "p:HASH", "i:RANGE"))
                                        .toArray(LocalSecondaryIndex[]::new)),
                        PREFIX + "Number of LocalSecondaryIndexes exceeds per-table limit of 5"),
                bad(
                        "a definition that nothing uses",
                        indexed(index("idx", "p:HASH", "s:RANGE")),
                        PREFIX
                                + "Some AttributeDefinitions are not used. AttributeDefinitions:"
                                + " [p, s, i], keys used: [p, s]"));
    }

    private static NewTable projecting(String type, Optional<List<String>> attributes) {
        return indexed(index("idx", type, attributes, "p:HASH", "i:RANGE"));
    }

    static Stream<Arguments> badProjections() {
        String path = "localSecondaryIndexes.1.member.projection.";
        return Stream.of(
                bad(
                        "no projection",
                        indexed(
                                new LocalSecondaryIndex(
                                        Optional.of("idx"),
                                        Optional.of(NewTable.keys("p:HASH", "i:RANGE")),
                                        Optional.empty())),
                        "Value null at 'localSecondaryIndexes.1.member.projection'"
                                + BROKEN
                                + "not be null"),
                bad(
                        "an unknown type",
                        projecting("SOME", Optional.empty()),
                        "Value 'SOME' at '"
                                + path
                                + "projectionType'"
                                + BROKEN
                                + "satisfy enum value set: [ALL, INCLUDE, KEYS_ONLY]"),
                bad(
                        "INCLUDE without attributes",
                        projecting("INCLUDE", Optional.empty()),
                        PREFIX
                                + "ProjectionType is INCLUDE, but NonKeyAttributes is not"
                                + " specified"),
                bad(
                        "ALL with attributes",
                        projecting("ALL", Optional.of(List.of("a"))),
                        PREFIX + "ProjectionType is ALL, but NonKeyAttributes is specified"),
                bad(
                        "KEYS_ONLY with attributes",
                        projecting("KEYS_ONLY", Optional.of(List.of("a"))),
                        PREFIX + "ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified"),
                bad(
                        "21 attributes",
                        projecting(
                                "INCLUDE",
                                Optional.of(
                                        IntStream.range(0, 21).mapToObj(i -> "a" + i).toList())),
                        path
                                + "nonKeyAttributes'"
                                + BROKEN
                                + "have length less than or equal to 20"),
                bad(
                        "no attribute at all",
                        projecting("INCLUDE", Optional.of(List.of())),
                        path
                                + "nonKeyAttributes'"
                                + BROKEN
                                + "have length greater than or equal to 1"),
                bad(
                        "a name of 256 letters",
                        projecting("INCLUDE", Optional.of(List.of("a".repeat(256)))),
                        path
                                + "nonKeyAttributes.1.member'"
                                + BROKEN
                                + "have length less than or equal to 255"),
                bad(
                        "a short name of an index",
                        indexed(index("id", "p:HASH", "i:RANGE")),
                        "Value 'id' at 'localSecondaryIndexes.1.member.indexName'"
                                + BROKEN
                                + "have length greater than or equal to 3"),
                bad(
                        "strange letters in the name of an index",
                        indexed(index("id;x", "p:HASH", "i:RANGE")),
                        "Value 'id;x' at 'localSecondaryIndexes.1.member.indexName'"
                                + BROKEN
                                + "satisfy regular expression pattern: [a-zA-Z0-9_.-]+"));
    }

    static Stream<Arguments> badSettings() {
        return Stream.of(
                bad(
                        "no read units",
                        plain().with(provisioned(0, 1)),
                        "Value '0' at 'provisionedThroughput.readCapacityUnits'"
                                + BROKEN
                                + "have value greater than or equal to 1"),
                bad(
                        "too many write units",
                        plain().with(provisioned(1, 1_000_000_000_001L)),
                        "Given value 1000000000001 for WriteCapacityUnits is out of bounds"),
                bad(
                        "provisioned without units",
                        plain().with(mode("PROVISIONED")),
                        PREFIX
                                + "ReadCapacityUnits and WriteCapacityUnits must both be specified"
                                + " when BillingMode is PROVISIONED"),
                bad(
                        "an unknown mode",
                        plain().with(mode("FREE")),
                        "Value 'FREE' at 'billingMode'"
                                + BROKEN
                                + "satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]"),
                bad(
                        "an unknown class",
                        plain().with(
                                        new TableSettings(
                                                Optional.of("PAY_PER_REQUEST"),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.of("GOLD"))),
                        "Value 'GOLD' at 'tableClass'"
                                + BROKEN
                                + "satisfy enum value set: [STANDARD, STANDARD_INFREQUENT_ACCESS]"),
                bad(
                        "a tag without a value",
                        plain().tagged(new Tag(Optional.of("k"), Optional.empty())),
                        "Value null at 'tags.1.member.value'" + BROKEN + "not be null"),
                bad(
                        "a tag of the service's",
                        plain().tagged(new Tag(Optional.of("aws:k"), Optional.of(""))),
                        "aws:"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"badIndexes", "badProjections", "badSettings"})
    void aTableThatCannotBeIsRefused(String what, NewTable table, String message) {
        assertThat(CreateTable.check(table.request(), ARNS))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.failure())
                                        .isInstanceOfSatisfying(
                                                Failure.Invalid.class,
                                                invalid ->
                                                        assertThat(invalid.message())
                                                                .contains(message)));
    }

    @Test
    void allThatIsBrokenIsToldAtOnce() {
        var table = indexed(index("a", "NONE", Optional.of(List.of("")), "p:X", "i:Y"));

        assertThat(CreateTable.check(table.request(), ARNS))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.failure().toString())
                                        .contains("5 validation errors detected: "));
    }

    @Test
    void aTableIsAskedForAsTheRequestSays() {
        var table =
                indexed(
                                index("first", "p:HASH", "i:RANGE"),
                                index(
                                        "second",
                                        "INCLUDE",
                                        Optional.of(List.of("b", "a", "b")),
                                        "p:HASH",
                                        "s:RANGE"))
                        .tagged(new Tag(Optional.of("k"), Optional.of("v")));

        var made = CreateTable.check(table.request(), ARNS);

        assertThat(made).isInstanceOf(Outcome.Success.class);
        CreateTableRequest message = ((Outcome.Success<CreateTableRequest>) made).value();
        var schema = CatalogCodec.decode(message.getTable().getSchema());
        assertThat(schema.localIndex("first").orElseThrow().sortKey())
                .hasToString("KeyAttribute[name=i, type=N]");
        assertThat(schema.localIndex("second").orElseThrow().nonKeyAttributes())
                .containsExactly("a", "b");
        assertThat(message.getTable().getSettings().getBilling().getOnDemand()).isTrue();
        assertThat(message.getTable().getSettings().getTags(0).getValue()).isEqualTo("v");
        assertThat(message.getTable().getSettings().hasTableClass()).isFalse();
    }
}
