package io.torcdb.router.http.reply;

import static io.torcdb.router.http.reply.Answers.quoted;
import static io.torcdb.router.http.reply.Answers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.torcdb.model.item.AttributeValue;
import io.torcdb.model.item.AttributeValue.StringValue;
import io.torcdb.model.item.Item;
import io.torcdb.model.request.Request.BatchWrite;
import io.torcdb.model.request.Request.KeysAndAttributes;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.request.ApiOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BatchRepliesTest {
    private final ResponseEncoder encoder = new ResponseEncoder();

    static Stream<Arguments> batches() {
        Item item = item(new StringValue("x"));
        var key = item.attributes();
        return Stream.of(
                arguments(
                        ApiOperation.BATCH_GET_ITEM,
                        new Response.BatchGot(
                                map(Map.of("t", List.of(item, item), "u", List.of())),
                                map(Map.of()),
                                Optional.empty()),
                        "{'Responses':{'t':[{'a':{'S':'x'}},{'a':{'S':'x'}}],'u':[]},"
                                + "'UnprocessedKeys':{}}"),
                arguments(
                        ApiOperation.BATCH_GET_ITEM,
                        new Response.BatchGot(
                                map(Map.of()),
                                map(
                                        Map.of(
                                                "t",
                                                new KeysAndAttributes(
                                                        Optional.of(List.of(key)),
                                                        Optional.of(true),
                                                        Optional.of("#a"),
                                                        Optional.of(map(Map.of("#a", "a"))),
                                                        Optional.empty()),
                                                "u",
                                                new KeysAndAttributes(
                                                        Optional.of(List.of(key, key)),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.empty(),
                                                        Optional.of(List.of("a", "b"))))),
                                Optional.empty()),
                        "{'Responses':{},'UnprocessedKeys':{'t':{'Keys':[{'a':{'S':'x'}}],"
                                + "'ConsistentRead':true,'ProjectionExpression':'#a',"
                                + "'ExpressionAttributeNames':{'#a':'a'}},'u':{'Keys':["
                                + "{'a':{'S':'x'}},{'a':{'S':'x'}}],"
                                + "'AttributesToGet':['a','b']}}}"),
                arguments(
                        ApiOperation.BATCH_WRITE_ITEM,
                        new Response.BatchWritten(
                                map(
                                        Map.of(
                                                "t",
                                                List.of(
                                                        new BatchWrite(
                                                                Optional.of(key), Optional.empty()),
                                                        new BatchWrite(
                                                                Optional.empty(),
                                                                Optional.of(key))))),
                                map(Map.of()),
                                Optional.empty()),
                        "{'UnprocessedItems':{'t':[{'PutRequest':{'Item':{'a':{'S':'x'}}}},"
                                + "{'DeleteRequest':{'Key':{'a':{'S':'x'}}}}]}}"));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void writesBatchesAndWhatIsLeftOfThem(ApiOperation operation, Response response, String json) {
        assertThat(text(encoder.encode(operation, response))).isEqualTo(quoted(json));
    }

    private static <T> SequencedMap<String, T> map(Map<String, T> entries) {
        return new TreeMap<>(entries);
    }

    private static Item item(AttributeValue value) {
        return new Item(map(Map.of("a", value)));
    }
}
