package io.torcdb.router.http.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged bodies are decoded or refused, and nothing else; the seed is in the test's name. */
@Timeout(60)
class DecoderFuzzTest {
    private static final int BODIES = 4_000;
    private static final List<String> OPERATIONS =
            List.of(
                    "PutItem",
                    "GetItem",
                    "UpdateItem",
                    "Query",
                    "Scan",
                    "CreateTable",
                    "ListTables");

    private static final List<String> WHOLE =
            List.of(
                    "{'TableName':'t','Item':{'p':{'S':'x'},'n':{'N':'-1.5e3'},'b':{'B':'AAE='},"
                            + "'l':{'L':[{'M':{'k':{'BOOL':true}}},{'NULL':true}]},"
                            + "'ss':{'SS':['a','b']},'ns':{'NS':['1','2']},'bs':{'BS':['AA==']}}}",
                    "{'TableName':'t','Key':{'p':{'S':'\\ud83d\\ude00'}},'ConsistentRead':true}",
                    "{'TableName':'t','Key':{'p':{'S':'x'}},'UpdateExpression':'SET #a = :v',"
                            + "'ExpressionAttributeNames':{'#a':'a'},"
                            + "'ExpressionAttributeValues':{':v':{'N':'1'}},"
                            + "'ReturnValues':'ALL_NEW'}",
                    "{'TableName':'t','KeyConditionExpression':'p = :p','Limit':10,"
                            + "'ScanIndexForward':false,'ExclusiveStartKey':{'p':{'S':'x'}}}",
                    "{'TableName':'t','KeySchema':[{'AttributeName':'p','KeyType':'HASH'}],"
                            + "'AttributeDefinitions':[{'AttributeName':'p','AttributeType':'S'}],"
                            + "'ProvisionedThroughput':{'ReadCapacityUnits':1,"
                            + "'WriteCapacityUnits':1.5}}");

    private static final List<String> PARTS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ":",
                    ",",
                    "\"",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "null",
                    "true",
                    "1e999",
                    "-0",
                    "0.1",
                    "99999999999999999999",
                    "\"S\"",
                    "\"M\"",
                    "\"L\"",
                    "\"N\"",
                    "{\"M\":{\"a\":",
                    "[[[[[[[[",
                    "\"\"",
                    "\u0000",
                    "\u00e9",
                    " ",
                    "\n",
                    "/**/");

    static LongStream seeds() {
        return LongStream.of(1, 2, 3, new Random().nextLong());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedBodyIsDecodedOrRefused(long seed) {
        var random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < BODIES; i++) {
            byte[] body = damaged(random);
            String operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
            refused += decode(operation, body) instanceof Outcome.Refused<Request> ? 1 : 0;
        }

        assertThat(refused).isPositive();
    }

    private static Outcome<Request> decode(String operation, byte[] body) {
        var target = ApiOperation.ofTarget("DynamoDB_20120810." + operation).orElseThrow();
        try {
            Outcome<Request> outcome = Bodies.DECODER.decode(target, body, body.length);
            if (outcome instanceof Outcome.Refused<Request>(var failure)) {
                assertThat(failure)
                        .isInstanceOfAny(Failure.Unserializable.class, Failure.Invalid.class);
            }
            return outcome;
        } catch (RuntimeException | StackOverflowError thrown) {
            return fail(operation + " of " + new String(body, StandardCharsets.ISO_8859_1), thrown);
        }
    }

    private static byte[] damaged(Random random) {
        byte[] body =
                WHOLE.get(random.nextInt(WHOLE.size()))
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8);
        for (int damages = random.nextInt(4); damages >= 0; damages--) {
            int at = random.nextInt(body.length + 1);
            int to = Math.min(body.length, at + random.nextInt(8));
            body =
                    switch (random.nextInt(4)) {
                        case 0 -> spliced(body, at, new byte[] {(byte) random.nextInt()}, to);
                        case 1 -> spliced(body, at, new byte[0], to);
                        case 2 -> {
                            int from = random.nextInt(body.length + 1);
                            int end = from + random.nextInt(body.length - from + 1);
                            yield spliced(body, at, Arrays.copyOfRange(body, from, end), at);
                        }
                        default ->
                                spliced(
                                        body,
                                        at,
                                        PARTS.get(random.nextInt(PARTS.size()))
                                                .getBytes(StandardCharsets.UTF_8),
                                        random.nextBoolean() ? at : to);
                    };
        }
        return body;
    }

    /** Returns {@code body} with the part from {@code at} to {@code to} replaced. */
    private static byte[] spliced(byte[] body, int at, byte[] part, int to) {
        var spliced = new ByteArrayOutputStream();
        spliced.write(body, 0, at);
        spliced.writeBytes(part);
        spliced.write(body, to, body.length - to);
        return spliced.size() == 0 ? new byte[] {' '} : spliced.toByteArray();
    }
}
