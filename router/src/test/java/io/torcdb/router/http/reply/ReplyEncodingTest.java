package io.torcdb.router.http.reply;

import static io.torcdb.router.http.reply.Answers.quoted;
import static io.torcdb.router.http.reply.Answers.text;
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
import io.torcdb.model.item.Item;
import io.torcdb.model.outcome.Failure;
import io.torcdb.model.request.Response;
import io.torcdb.model.request.Response.ConsumedCapacity;
import io.torcdb.model.request.Response.ItemCollectionMetrics;
import io.torcdb.router.http.request.ApiOperation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplyEncodingTest {
    private static final ConsumedCapacity TOTAL = new ConsumedCapacity("t", 0.5, Optional.empty());
    private static final String TOTAL_JSON = "{'TableName':'t','CapacityUnits':0.5}";
    private static final ConsumedCapacity INDEXES =
            new ConsumedCapacity(
                    "t",
                    3,
                    Optional.of(
                            new ConsumedCapacity.Detail(
                                    1, new TreeMap<>(Map.of("i", 1.5, "k", 0.5)))));
    private static final String INDEXES_JSON =
            "{'TableName':'t','CapacityUnits':3.0,'Table':{'CapacityUnits':1.0},"
                    + "'LocalSecondaryIndexes':{'i':{'CapacityUnits':1.5},"
                    + "'k':{'CapacityUnits':0.5}}}";
    private static final ConsumedCapacity NO_INDEX =
            new ConsumedCapacity(
                    "t", 1, Optional.of(new ConsumedCapacity.Detail(1, new TreeMap<>())));
    private static final String METRICS_JSON =
            "{'ItemCollectionKey':{'a':{'S':'x'}},'SizeEstimateRangeGB':[0.0,1.0]}";

    private final ResponseEncoder encoder = new ResponseEncoder();
    private final HttpErrors errors = new HttpErrors();

    static Stream<Arguments> values() {
        return Stream.of(
                arguments(new StringValue("é/\"😀"), "{'S':'é/\\\"😀'}"),
                arguments(new NumberValue(new BigDecimal("1E2")), "{'N':'100'}"),
                arguments(new BinaryValue(Binary.wrap(new byte[] {1, 2})), "{'B':'AQI='}"),
                arguments(new BooleanValue(false), "{'BOOL':false}"),
                arguments(new NullValue(), "{'NULL':true}"),
                arguments(new StringSet(List.of("b", "a")), "{'SS':['a','b']}"),
                arguments(new NumberSet(List.of(BigDecimal.TWO)), "{'NS':['2']}"),
                arguments(new BinarySet(List.of(Binary.wrap(new byte[] {1}))), "{'BS':['AQ==']}"),
                arguments(new ListValue(List.of(new NullValue())), "{'L':[{'NULL':true}]}"),
                arguments(
                        new MapValue(new TreeMap<>(Map.of("k", new StringValue("")))),
                        "{'M':{'k':{'S':''}}}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesValuesOfEveryType(AttributeValue value, String json) {
        var got = new Response.Got(Optional.of(item(value)), Optional.empty());

        assertThat(text(encoder.encode(ApiOperation.GET_ITEM, got)))
                .isEqualTo(quoted("{'Item':{'a':" + json + "}}"));
    }

    static Stream<Arguments> replies() {
        Item item = item(new StringValue("x"));
        return Stream.of(
                arguments(
                        ApiOperation.GET_ITEM,
                        new Response.Got(Optional.empty(), Optional.empty()),
                        "{}"),
                arguments(
                        ApiOperation.GET_ITEM,
                        new Response.Got(Optional.of(new Item(new TreeMap<>())), Optional.empty()),
                        "{'Item':{}}"),
                arguments(
                        ApiOperation.PUT_ITEM,
                        new Response.Written(Optional.empty(), Optional.empty(), Optional.empty()),
                        "{}"),
                arguments(
                        ApiOperation.PUT_ITEM,
                        new Response.Written(Optional.of(item), Optional.empty(), Optional.empty()),
                        "{'Attributes':{'a':{'S':'x'}}}"),
                arguments(
                        ApiOperation.QUERY,
                        new Response.Page(
                                Optional.of(List.of(item)),
                                1,
                                2,
                                Optional.of(item),
                                Optional.empty()),
                        "{'Items':[{'a':{'S':'x'}}],'Count':1,'ScannedCount':2,"
                                + "'LastEvaluatedKey':{'a':{'S':'x'}}}"),
                arguments(
                        ApiOperation.SCAN,
                        new Response.Page(
                                Optional.empty(), 3, 3, Optional.empty(), Optional.empty()),
                        "{'Count':3,'ScannedCount':3}"),
                arguments(
                        ApiOperation.LIST_TABLES,
                        new Response.Listed(List.of("a", "b"), Optional.of("b")),
                        "{'TableNames':['a','b'],'LastEvaluatedTableName':'b'}"),
                arguments(
                        ApiOperation.UPDATE_TIME_TO_LIVE,
                        new Response.TimeToLive(Optional.of("a"), false, "DISABLED"),
                        "{'TimeToLiveSpecification':{'Enabled':false,'AttributeName':'a'}}"),
                arguments(
                        ApiOperation.DESCRIBE_TIME_TO_LIVE,
                        new Response.TimeToLive(Optional.of("a"), true, "ENABLED"),
                        "{'TimeToLiveDescription':{'TimeToLiveStatus':'ENABLED',"
                                + "'AttributeName':'a'}}"),
                arguments(
                        ApiOperation.DESCRIBE_TIME_TO_LIVE,
                        new Response.TimeToLive(Optional.empty(), false, "DISABLED"),
                        "{'TimeToLiveDescription':{'TimeToLiveStatus':'DISABLED'}}"),
                arguments(
                        ApiOperation.DESCRIBE_CONTINUOUS_BACKUPS,
                        new Response.ContinuousBackups(),
                        "{'ContinuousBackupsDescription':{'ContinuousBackupsStatus':'ENABLED',"
                                + "'PointInTimeRecoveryDescription':{"
                                + "'PointInTimeRecoveryStatus':'DISABLED'}}}"),
                arguments(
                        ApiOperation.LIST_TAGS_OF_RESOURCE,
                        new Response.Tags(
                                List.of(new Response.Tag("k", "v"), new Response.Tag("l", "")),
                                Optional.of("n")),
                        "{'Tags':[{'Key':'k','Value':'v'},{'Key':'l','Value':''}],"
                                + "'NextToken':'n'}"),
                arguments(
                        ApiOperation.LIST_TAGS_OF_RESOURCE,
                        new Response.Tags(List.of(), Optional.empty()),
                        "{'Tags':[]}"),
                arguments(ApiOperation.TAG_RESOURCE, new Response.Nothing(), ""),
                arguments(
                        ApiOperation.DESCRIBE_LIMITS,
                        new Response.Limits(1, 2, 3, 4),
                        "{'AccountMaxReadCapacityUnits':1,'AccountMaxWriteCapacityUnits':2,"
                                + "'TableMaxReadCapacityUnits':3,'TableMaxWriteCapacityUnits':4}"),
                arguments(
                        ApiOperation.DESCRIBE_ENDPOINTS,
                        new Response.Endpoints("host:1", 1440),
                        "{'Endpoints':[{'Address':'host:1','CachePeriodInMinutes':1440}]}"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void writesReplies(ApiOperation operation, Response response, String json) {
        assertThat(text(encoder.encode(operation, response))).isEqualTo(quoted(json));
    }

    static Stream<Arguments> failures() {
        String model = "com.amazonaws.dynamodb.v20120810#";
        return Stream.of(
                arguments(
                        new Failure.Invalid("m"),
                        400,
                        "{'__type':'com.amazon.coral.validate#ValidationException',"
                                + "'message':'m'}"),
                arguments(
                        new Failure.NotFound("m"),
                        400,
                        "{'__type':'" + model + "ResourceNotFoundException','message':'m'}"),
                arguments(
                        new Failure.InUse("m"),
                        400,
                        "{'__type':'" + model + "ResourceInUseException','message':'m'}"),
                arguments(
                        new Failure.ItemCollectionTooLarge("m"),
                        400,
                        "{'__type':'"
                                + model
                                + "ItemCollectionSizeLimitExceededException','message':'m'}"),
                arguments(
                        new Failure.LimitExceeded("m"),
                        400,
                        "{'__type':'" + model + "LimitExceededException','message':'m'}"),
                arguments(
                        new Failure.Throttled("m"),
                        400,
                        "{'__type':'" + model + "ThrottlingException','message':'m'}"),
                arguments(
                        new Failure.ConditionFailed(Optional.empty()),
                        400,
                        "{'__type':'"
                                + model
                                + "ConditionalCheckFailedException',"
                                + "'message':'The conditional request failed'}"),
                arguments(
                        new Failure.ConditionFailed(Optional.of(item(new StringValue("x")))),
                        400,
                        "{'__type':'"
                                + model
                                + "ConditionalCheckFailedException',"
                                + "'message':'The conditional request failed',"
                                + "'Item':{'a':{'S':'x'}}}"),
                arguments(
                        new Failure.Unavailable("m", true),
                        500,
                        "{'__type':'" + model + "InternalServerError','message':'m'}"),
                arguments(
                        new Failure.Unavailable("m", false),
                        503,
                        "{'__type':'" + model + "ServiceUnavailable','message':'m'}"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void writesFailures(Failure failure, int status, String json) {
        Answer answer = errors.encode(failure);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(text(answer)).isEqualTo(quoted(json));
    }

    static Stream<Arguments> reports() {
        var metrics = new ItemCollectionMetrics(item(new StringValue("x")), 0, 1);
        return Stream.of(
                arguments(
                        ApiOperation.UPDATE_ITEM,
                        new Response.Written(
                                Optional.empty(), Optional.of(TOTAL), Optional.of(metrics)),
                        "{'ConsumedCapacity':"
                                + TOTAL_JSON
                                + ",'ItemCollectionMetrics':"
                                + METRICS_JSON
                                + "}"),
                arguments(
                        ApiOperation.DELETE_ITEM,
                        new Response.Written(
                                Optional.empty(), Optional.of(INDEXES), Optional.empty()),
                        "{'ConsumedCapacity':" + INDEXES_JSON + "}"),
                arguments(
                        ApiOperation.GET_ITEM,
                        new Response.Got(Optional.empty(), Optional.of(NO_INDEX)),
                        "{'ConsumedCapacity':{'TableName':'t','CapacityUnits':1.0,"
                                + "'Table':{'CapacityUnits':1.0}}}"),
                arguments(
                        ApiOperation.SCAN,
                        new Response.Page(
                                Optional.of(List.of()), 0, 0, Optional.empty(), Optional.of(TOTAL)),
                        "{'Items':[],'Count':0,'ScannedCount':0,'ConsumedCapacity':"
                                + TOTAL_JSON
                                + "}"),
                arguments(
                        ApiOperation.BATCH_WRITE_ITEM,
                        new Response.BatchWritten(
                                map(Map.of()),
                                map(Map.of("t", List.of(metrics, metrics))),
                                Optional.of(List.of(TOTAL, INDEXES))),
                        "{'UnprocessedItems':{},'ItemCollectionMetrics':{'t':["
                                + METRICS_JSON
                                + ","
                                + METRICS_JSON
                                + "]},'ConsumedCapacity':["
                                + TOTAL_JSON
                                + ","
                                + INDEXES_JSON
                                + "]}"));
    }

    @ParameterizedTest
    @MethodSource("reports")
    void writesWhatRequestsCost(ApiOperation operation, Response response, String json) {
        assertThat(text(encoder.encode(operation, response))).isEqualTo(quoted(json));
    }

    private static <T> SequencedMap<String, T> map(Map<String, T> entries) {
        return new TreeMap<>(entries);
    }

    private static Item item(AttributeValue value) {
        return new Item(new TreeMap<>(Map.of("a", value)));
    }
}
