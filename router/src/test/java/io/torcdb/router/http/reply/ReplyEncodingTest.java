package io.torcdb.router.http.reply;

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
import io.torcdb.model.request.Response.Definition;
import io.torcdb.model.request.Response.KeyElement;
import io.torcdb.model.request.Response.TableDescription;
import io.torcdb.router.http.request.ApiOperation;
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

class ReplyEncodingTest {
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
                        "{'TableNames':['a','b'],'LastEvaluatedTableName':'b'}"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void writesReplies(ApiOperation operation, Response response, String json) {
        assertThat(text(encoder.encode(operation, response))).isEqualTo(quoted(json));
    }

    @Test
    void writesTheDescriptionOfATable() {
        var table =
                new TableDescription(
                        "t",
                        "id",
                        "arn",
                        "ACTIVE",
                        1_234L,
                        List.of(new Definition("p", "S")),
                        List.of(new KeyElement("p", "HASH")),
                        List.of(),
                        new Response.Billing(
                                true,
                                Optional.empty(),
                                0,
                                0,
                                Optional.empty(),
                                Optional.empty(),
                                0),
                        false,
                        Optional.empty(),
                        3,
                        40);

        assertThat(text(encoder.encode(ApiOperation.DESCRIBE_TABLE, new Response.Described(table))))
                .isEqualTo(
                        quoted(
                                "{'Table':{'AttributeDefinitions':[{'AttributeName':'p',"
                                        + "'AttributeType':'S'}],'TableName':'t','KeySchema':["
                                        + "{'AttributeName':'p','KeyType':'HASH'}],"
                                        + "'TableStatus':'ACTIVE','CreationDateTime':1.234,"
                                        + "'ProvisionedThroughput':{'NumberOfDecreasesToday':0,"
                                        + "'ReadCapacityUnits':0,'WriteCapacityUnits':0},"
                                        + "'TableSizeBytes':40,'ItemCount':3,'TableArn':'arn',"
                                        + "'TableId':'id','BillingModeSummary':{"
                                        + "'BillingMode':'PAY_PER_REQUEST',"
                                        + "'LastUpdateToPayPerRequestDateTime':1.234},"
                                        + "'DeletionProtectionEnabled':false}}"));
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

    private static Item item(AttributeValue value) {
        return new Item(new TreeMap<>(Map.of("a", value)));
    }

    private static String text(Answer answer) {
        return new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
