package io.torcdb.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.tests.conformance.RawConnection.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that no client means are refused as the client's fault, at a bounded cost. */
@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class HostileBodiesTest {
    private static final int MAX_BODY_BYTES = 16 << 20;

    private final int port;
    private final String table;

    HostileBodiesTest(Database database) {
        port = URI.create(database.url()).getPort();
        table = database.table("p:S");
    }

    private String json(String quoted) {
        return quoted.replace("$KEY", "'Key':{'p':{'S':'k'}}")
                .replace("$TABLE", table)
                .replace('\'', '"');
    }

    private static Stream<Arguments> bodies() {
        String nested = "{'TableName':'$TABLE','Item':{'p':{'S':'x'},'a':";
        return Stream.of(
                Arguments.of("GetItem", "", "SerializationException"),
                Arguments.of("GetItem", "null", "SerializationException"),
                Arguments.of("GetItem", "[]", "SerializationException"),
                Arguments.of("GetItem", "'text'", "SerializationException"),
                Arguments.of("GetItem", "{}{}", "SerializationException"),
                Arguments.of("GetItem", "{} x", "SerializationException"),
                Arguments.of("GetItem", "{'a':\u0000}", "SerializationException"),
                Arguments.of("GetItem", "{'a':'\n'}", "SerializationException"),
                Arguments.of("GetItem", "{'a':01}", "SerializationException"),
                Arguments.of("GetItem", "{'a':NaN}", "SerializationException"),
                Arguments.of("GetItem", "{'a':'\\u12'}", "SerializationException"),
                Arguments.of("GetItem", "{'TableName':'\\ud800'}", "SerializationException"),
                Arguments.of("GetItem", "[".repeat(100_000), "SerializationException"),
                Arguments.of("GetItem", "{'a':".repeat(100_000), "SerializationException"),
                Arguments.of(
                        "GetItem",
                        "{'a':" + "[".repeat(600) + "]".repeat(600) + "}",
                        "SerializationException"),
                Arguments.of(
                        "PutItem",
                        nested + "{'L':[".repeat(100) + "]}".repeat(100) + "}}",
                        "ValidationException"),
                Arguments.of(
                        "PutItem",
                        nested + "{'M':{'m':".repeat(40) + "{'N':'1'}" + "}}".repeat(40) + "}}",
                        "ValidationException"),
                Arguments.of("PutItem", nested + "{'N':'1e2147483647'}}}", "ValidationException"),
                Arguments.of("PutItem", nested + "{'N':'1e-999999999'}}}", "ValidationException"),
                Arguments.of(
                        "PutItem",
                        nested + "{'N':'" + "9".repeat(1_000_000) + "'}}}",
                        "ValidationException"),
                Arguments.of("PutItem", nested + "{'N':'\\u0000'}}}", "ValidationException"),
                Arguments.of(
                        "PutItem",
                        nested + "{'S':'" + "x".repeat(500_000) + "'}}}",
                        "ValidationException"),
                Arguments.of(
                        "PutItem",
                        nested + "{'B':'" + "AAAA".repeat(2_000_000) + "'}}}",
                        "ValidationException"),
                Arguments.of("Scan", "{'TableName':'$TABLE','Limit':1e999999999}", "Exception"),
                Arguments.of(
                        "Scan",
                        "{'TableName':'$TABLE','Limit':" + "9".repeat(999) + "}",
                        "Exception"),
                Arguments.of(
                        "Scan",
                        "{'TableName':'$TABLE','Limit':" + "9".repeat(1_000_000) + "}",
                        "SerializationException"),
                Arguments.of(
                        "GetItem",
                        "{'TableName':'" + "x".repeat(1_000_000) + "',$KEY}",
                        "ValidationException"),
                Arguments.of("GetItem", "{'TableName':'a\\u0000b',$KEY}", "ValidationException"),
                Arguments.of(
                        "Scan",
                        "{'TableName':'$TABLE','FilterExpression':'" + "(".repeat(4_000) + "'}",
                        "ValidationException"),
                Arguments.of(
                        "Scan",
                        "{'TableName':'$TABLE','FilterExpression':'"
                                + "NOT ".repeat(1_000)
                                + "a = a'}",
                        "ValidationException"),
                Arguments.of(
                        "Scan",
                        "{'TableName':'$TABLE','FilterExpression':'" + "a".repeat(9_000_000) + "'}",
                        "ValidationException"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodiesThatCannotBeAreRefused(String operation, String body, String type)
            throws IOException {
        try (var connection = new RawConnection(port)) {
            Reply reply = connection.call(operation, json(body));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).startsWith("{\"__type\":\"com.amazon").contains(type);
        }
    }

    @ParameterizedTest
    @CsvSource({"C0AF", "FF", "EDA080", "E282", "F8888080", "80"})
    void textThatIsNotUtf8IsRefused(String bad) throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes("{\"TableName\":\"".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(HexFormat.of().parseHex(bad));
        body.writeBytes("\"}".getBytes(StandardCharsets.US_ASCII));
        try (var connection = new RawConnection(port)) {
            connection.post("DescribeTable", "", body.toByteArray());
            Reply reply = connection.receive().orElseThrow();

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).startsWith("{\"__type\":\"com.amazon");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\ufeff{'TableName':'$TABLE',$KEY}",
                "{'TableName':'none','TableName':'$TABLE',$KEY}",
                "{'TableName':'$TABLE',$KEY,'Key':{'p':{'S':'other'}}}",
                "{'TableName':'$TABLE','Key':{'p':{'S':'a\\u0000b'}}}",
            })
    void theseAreOddButServed(String body) throws IOException {
        try (var connection = new RawConnection(port)) {
            assertThat(connection.call("GetItem", json(body)).status()).isEqualTo(200);
        }
    }

    @Test
    void bodiesHaveAtMost16Mebibytes() throws IOException {
        String request = json("{'TableName':'$TABLE',$KEY}");
        String most = request + " ".repeat(MAX_BODY_BYTES - request.length());
        String string = json("{'TableName':'$TABLE','Item':{'p':{'S':'");
        String longest = string + "x".repeat(MAX_BODY_BYTES - string.length() - 5) + "\"}}}";
        try (var connection = new RawConnection(port)) {
            assertThat(connection.call("GetItem", most).status()).isEqualTo(200);
            assertThat(connection.call("PutItem", longest.replace("x\"}}}", "\"}}}")).status())
                    .isEqualTo(400);

            connection.post("GetItem", "", (most + " ").getBytes(StandardCharsets.UTF_8));
            assertThat(connection.receive()).map(Reply::status).hasValue(413);
        }
    }

    @Test
    void aBombIsNotUnpackedBeyondTheLimit() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        try (var connection = new RawConnection(port)) {
            connection.post("GetItem", "Content-Encoding: gzip\r\n", bomb.toByteArray());

            assertThat(connection.receive()).map(Reply::status).hasValue(413);
        }
    }
}
