package io.torcdb.router.http.request;

import static io.torcdb.router.http.request.Bodies.judge;
import static io.torcdb.router.http.request.Bodies.quoted;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of every operation arrives where it belongs. */
class ShapesTest {
    /** The name of a member, at any depth: one that is not of the request itself is ignored. */
    private static final Pattern MEMBER = Pattern.compile("'[A-Z][A-Za-z]+':");

    private static final AttributeValue X = new StringValue("x");
    private static final SequencedMap<String, AttributeValue> KEY = map("p", X);
    private static final Request.Placeholders PLACEHOLDERS =
            new Request.Placeholders(some(map("#a", "a")), some(map(":a", X)));
    private static final String PLACEHOLDERS_JSON =
            "'ExpressionAttributeNames':{'#a':'a'},'ExpressionAttributeValues':{':a':{'S':'x'}},";
    private static final Request.Returns RETURNS =
            new Request.Returns(some("ALL_OLD"), some("NONE"), some("INDEXES"), some("SIZE"));
    private static final String RETURNS_JSON =
            "'ReturnValues':'ALL_OLD','ReturnValuesOnConditionCheckFailure':'NONE',"
                    + "'ReturnConsumedCapacity':'INDEXES','ReturnItemCollectionMetrics':'SIZE',";
    private static final Request.Expectation EXPECTATION =
            new Request.Expectation(
                    some(
                            map(
                                    "a",
                                    new Request.ExpectedAttributeValue(
                                            some(X), some(true), some("EQ"), some(List.of(X))))),
                    some("OR"));
    private static final String EXPECTATION_JSON =
            "'Expected':{'a':{'Value':{'S':'x'},'Exists':true,'ComparisonOperator':'EQ',"
                    + "'AttributeValueList':[{'S':'x'}]}},'ConditionalOperator':'OR',";
    private static final SequencedMap<String, Request.LegacyCondition> CONDITIONS =
            map("a", new Request.LegacyCondition(some("EQ"), some(List.of(X))));
    private static final String CONDITIONS_JSON =
            "{'a':{'ComparisonOperator':'EQ','AttributeValueList':[{'S':'x'}]}},";
    private static final Request.Selection SELECTION =
            new Request.Selection(some("COUNT"), some("b"), some(List.of("c", "d")));
    private static final String SELECTION_JSON =
            "'Select':'COUNT','ProjectionExpression':'b','AttributesToGet':['c','d'],";
    private static final Request.Paging PAGING =
            new Request.Paging(some(true), some(7), Optional.of(KEY));
    private static final String PAGING_JSON =
            "'ConsistentRead':true,'Limit':7,'ExclusiveStartKey':{'p':{'S':'x'}},";
    private static final Request.TableSettings SETTINGS =
            new Request.TableSettings(
                    some("PROVISIONED"),
                    some(new Request.Throughput(some(5L), some(6L))),
                    some(true),
                    some("STANDARD"));
    private static final String SETTINGS_JSON =
            "'BillingMode':'PROVISIONED','ProvisionedThroughput':{'ReadCapacityUnits':5,"
                    + "'WriteCapacityUnits':6},'DeletionProtectionEnabled':true,"
                    + "'TableClass':'STANDARD',";
    private static final List<Request.AttributeDefinition> DEFINITIONS =
            List.of(new Request.AttributeDefinition(some("p"), some("S")));
    private static final String DEFINITIONS_JSON =
            "'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],";

    private static <T> Optional<T> some(T value) {
        return Optional.of(value);
    }

    private static <T> SequencedMap<String, T> map(String key, T value) {
        var map = new LinkedHashMap<String, T>();
        map.put(key, value);
        return map;
    }

    static Stream<Arguments> itemRequests() {
        return Stream.of(
                arguments(
                        "PutItem",
                        "'TableName':'t','Item':{'p':{'S':'x'}},'ConditionExpression':'c',"
                                + PLACEHOLDERS_JSON
                                + EXPECTATION_JSON
                                + RETURNS_JSON,
                        new Request.PutItem(
                                some("t"),
                                Optional.of(KEY),
                                some("c"),
                                PLACEHOLDERS,
                                EXPECTATION,
                                RETURNS)),
                arguments(
                        "GetItem",
                        "'TableName':'t','Key':{'p':{'S':'x'}},'ConsistentRead':true,"
                                + "'ProjectionExpression':'b','AttributesToGet':['a'],"
                                + "'ReturnConsumedCapacity':'TOTAL',"
                                + PLACEHOLDERS_JSON.substring(
                                        0, PLACEHOLDERS_JSON.indexOf(',') + 1),
                        new Request.GetItem(
                                some("t"),
                                Optional.of(KEY),
                                some(true),
                                some("b"),
                                new Request.Placeholders(PLACEHOLDERS.names(), Optional.empty()),
                                some(List.of("a")),
                                some("TOTAL"))),
                arguments(
                        "DeleteItem",
                        "'TableName':'t','Key':{'p':{'S':'x'}},'ConditionExpression':'c',"
                                + PLACEHOLDERS_JSON
                                + EXPECTATION_JSON
                                + RETURNS_JSON,
                        new Request.DeleteItem(
                                some("t"),
                                Optional.of(KEY),
                                some("c"),
                                PLACEHOLDERS,
                                EXPECTATION,
                                RETURNS)),
                arguments(
                        "UpdateItem",
                        "'TableName':'t','Key':{'p':{'S':'x'}},'ConditionExpression':'c',"
                                + "'UpdateExpression':'u','AttributeUpdates':{'a':{'Value':"
                                + "{'S':'x'},'Action':'PUT'},'b':null},"
                                + PLACEHOLDERS_JSON
                                + EXPECTATION_JSON
                                + RETURNS_JSON,
                        new Request.UpdateItem(
                                some("t"),
                                Optional.of(KEY),
                                some("u"),
                                some("c"),
                                PLACEHOLDERS,
                                some(updates()),
                                EXPECTATION,
                                RETURNS)));
    }

    private static SequencedMap<String, Request.AttributeValueUpdate> updates() {
        var updates = map("a", new Request.AttributeValueUpdate(some(X), some("PUT")));
        updates.put("b", new Request.AttributeValueUpdate(Optional.empty(), Optional.empty()));
        return updates;
    }

    static Stream<Arguments> pageRequests() {
        return Stream.of(
                arguments(
                        "Query",
                        "'TableName':'t','IndexName':'i','KeyConditionExpression':'k',"
                                + "'FilterExpression':'f','ScanIndexForward':false,"
                                + "'ConditionalOperator':'OR','ReturnConsumedCapacity':'TOTAL',"
                                + "'KeyConditions':"
                                + CONDITIONS_JSON
                                + "'QueryFilter':"
                                + CONDITIONS_JSON
                                + PLACEHOLDERS_JSON
                                + SELECTION_JSON
                                + PAGING_JSON,
                        new Request.Query(
                                some("t"),
                                some("i"),
                                some("k"),
                                some(CONDITIONS),
                                some("f"),
                                PLACEHOLDERS,
                                new Request.LegacyFilter(some(CONDITIONS), some("OR")),
                                SELECTION,
                                some(false),
                                PAGING,
                                some("TOTAL"))),
                arguments(
                        "Scan",
                        "'TableName':'t','IndexName':'i','FilterExpression':'f',"
                                + "'TotalSegments':4,'Segment':3,"
                                + "'ConditionalOperator':'OR','ReturnConsumedCapacity':'TOTAL',"
                                + "'ScanFilter':"
                                + CONDITIONS_JSON
                                + PLACEHOLDERS_JSON
                                + SELECTION_JSON
                                + PAGING_JSON,
                        new Request.Scan(
                                some("t"),
                                some("i"),
                                some("f"),
                                PLACEHOLDERS,
                                new Request.LegacyFilter(some(CONDITIONS), some("OR")),
                                SELECTION,
                                new Request.Segments(some(4), some(3)),
                                PAGING,
                                some("TOTAL"))));
    }

    static Stream<Arguments> batchRequests() {
        return Stream.of(
                arguments(
                        "BatchGetItem",
                        "'ReturnConsumedCapacity':'TOTAL','RequestItems':{'t':{'Keys':"
                                + "[{'p':{'S':'x'}},null],'ConsistentRead':true,"
                                + "'ProjectionExpression':'b',"
                                + "'ExpressionAttributeNames':{'#a':'a'},"
                                + "'AttributesToGet':['c']},'u':null},",
                        new Request.BatchGetItem(some(reads()), some("TOTAL"))),
                arguments(
                        "BatchWriteItem",
                        "'ReturnConsumedCapacity':'TOTAL','ReturnItemCollectionMetrics':'SIZE',"
                                + "'RequestItems':{'t':[{'PutRequest':{'Item':{'p':{'S':'x'}}}},"
                                + "{'DeleteRequest':{'Key':{'p':{'S':'x'}}}},null,"
                                + "{'PutRequest':{'Item':{'p':{'S':'x'}}},"
                                + "'DeleteRequest':{'Key':{'p':{'S':'x'}}}}],'u':null},",
                        new Request.BatchWriteItem(some(writes()), some("TOTAL"), some("SIZE"))));
    }

    private static SequencedMap<String, Request.KeysAndAttributes> reads() {
        var reads =
                map(
                        "t",
                        new Request.KeysAndAttributes(
                                some(List.of(KEY, new LinkedHashMap<>())),
                                some(true),
                                some("b"),
                                some(map("#a", "a")),
                                some(List.of("c"))));
        reads.put(
                "u",
                new Request.KeysAndAttributes(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return reads;
    }

    private static SequencedMap<String, List<Request.BatchWrite>> writes() {
        var writes =
                map(
                        "t",
                        List.of(
                                new Request.BatchWrite(some(KEY), Optional.empty()),
                                new Request.BatchWrite(Optional.empty(), some(KEY)),
                                new Request.BatchWrite(Optional.empty(), Optional.empty()),
                                new Request.BatchWrite(some(KEY), some(KEY))));
        writes.put("u", List.of());
        return writes;
    }

    static Stream<Arguments> tableRequests() {
        return Stream.of(
                arguments(
                        "CreateTable",
                        "'TableName':'t','KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],"
                                + "'LocalSecondaryIndexes':[{'IndexName':'i','KeySchema':"
                                + "[{'AttributeName':'s','KeyType':'RANGE'}],'Projection':"
                                + "{'ProjectionType':'INCLUDE','NonKeyAttributes':['a']}},null],"
                                + "'Tags':[{'Key':'k','Value':'v'},null],"
                                + DEFINITIONS_JSON
                                + SETTINGS_JSON,
                        new Request.CreateTable(
                                some("t"),
                                some(DEFINITIONS),
                                some(List.of(key("p", "HASH"))),
                                some(indexes()),
                                SETTINGS,
                                some(tags()))),
                arguments(
                        "UpdateTable",
                        "'TableName':'t'," + DEFINITIONS_JSON + SETTINGS_JSON,
                        new Request.UpdateTable(some("t"), some(DEFINITIONS), SETTINGS)),
                arguments(
                        "DescribeTable", "'TableName':'t',", new Request.DescribeTable(some("t"))),
                arguments("DeleteTable", "'TableName':'t',", new Request.DeleteTable(some("t"))),
                arguments(
                        "ListTables",
                        "'ExclusiveStartTableName':'t','Limit':7,",
                        new Request.ListTables(some("t"), some(7))),
                arguments(
                        "UpdateTimeToLive",
                        "'TableName':'t','TimeToLiveSpecification':{'AttributeName':'a',"
                                + "'Enabled':false},",
                        new Request.UpdateTimeToLive(
                                some("t"),
                                some(new Request.TimeToLiveSpecification(some("a"), some(false))))),
                arguments(
                        "DescribeTimeToLive",
                        "'TableName':'t',",
                        new Request.DescribeTimeToLive(some("t"))),
                arguments(
                        "DescribeContinuousBackups",
                        "'TableName':'t',",
                        new Request.DescribeContinuousBackups(some("t"))),
                arguments(
                        "TagResource",
                        "'ResourceArn':'r','Tags':[{'Key':'k','Value':'v'},{}],",
                        new Request.TagResource(some("r"), some(tags()))),
                arguments(
                        "UntagResource",
                        "'ResourceArn':'r','TagKeys':['k','l'],",
                        new Request.UntagResource(some("r"), some(List.of("k", "l")))),
                arguments(
                        "ListTagsOfResource",
                        "'ResourceArn':'r','NextToken':'n',",
                        new Request.ListTagsOfResource(some("r"), some("n"))),
                arguments("DescribeLimits", "", new Request.DescribeLimits()),
                arguments(
                        "DescribeEndpoints", "", new Request.DescribeEndpoints(Optional.empty())));
    }

    private static Request.KeySchemaElement key(String name, String type) {
        return new Request.KeySchemaElement(some(name), some(type));
    }

    private static List<Request.LocalSecondaryIndex> indexes() {
        return List.of(
                new Request.LocalSecondaryIndex(
                        some("i"),
                        some(List.of(key("s", "RANGE"))),
                        some(new Request.IndexProjection(some("INCLUDE"), some(List.of("a"))))),
                new Request.LocalSecondaryIndex(
                        Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static List<Request.Tag> tags() {
        return List.of(
                new Request.Tag(some("k"), some("v")),
                new Request.Tag(Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource({"itemRequests", "pageRequests", "batchRequests", "tableRequests"})
    void readsEveryMember(String operation, String members, Request request) {
        var outcome = judge(operation, quoted("{" + members + "'Other':{'a':[1]}}"));

        assertThat(outcome).isEqualTo(Outcome.success(request));
    }

    @ParameterizedTest
    @EnumSource
    void everyMemberMayBeAbsent(ApiOperation operation) {
        byte[] body = {'{', '}'};

        assertThat(Bodies.DECODER.decode(operation, body, body.length))
                .isInstanceOf(Outcome.Success.class);
    }

    @ParameterizedTest
    @MethodSource({"itemRequests", "pageRequests", "batchRequests", "tableRequests"})
    void whatIsNullIsAbsent(String operation, String members) {
        String nulls =
                MEMBER.matcher(members).results().map(m -> m.group() + "null,").collect(joining());

        assertThat(judge(operation, quoted("{" + nulls + "'Other':1}")))
                .isEqualTo(judge(operation, "{}"));
    }
}
