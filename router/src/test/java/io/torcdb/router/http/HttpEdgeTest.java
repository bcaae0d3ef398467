package io.torcdb.router.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.model.outcome.Failure;
import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Request;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.Rig.Call;
import io.torcdb.router.http.Rig.Client;
import io.torcdb.router.http.Rig.Reply;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpEdgeTest {
    private static final String NO_TABLES = "{\"TableNames\":[]}";

    @Test
    void aReplyHasItsIdItsChecksumAndItsType() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply = client.call(Rig.post("ListTables", "{}"));

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo(NO_TABLES);
            var checksum = new CRC32();
            checksum.update(NO_TABLES.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.headers())
                    .containsEntry("x-amz-crc32", Long.toString(checksum.getValue()))
                    .containsEntry("content-type", "application/x-amz-json-1.0");
            assertThat(reply.headers().get("x-amzn-requestid")).matches("[A-Z0-9]{52}");
        }
    }

    @Test
    void aConnectionServesManyRequests() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            for (int i = 0; i < 100; i++) {
                assertThat(client.call(Rig.post("ListTables", "{}")).body()).isEqualTo(NO_TABLES);
            }
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrderAndOneAtATime() throws Exception {
        BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        try (var rig =
                        new Rig(
                                Rig.LIMITS,
                                (request, _, done) -> calls.add(new Call(request, done)));
                Client client = rig.connect()) {
            client.send(
                    Rig.post("ListTables", "{\"Limit\":1}")
                            + Rig.post("ListTables", "{\"Limit\":2}")
                            + Rig.post("ListTables", "{\"Limit\":3}"));

            for (int i = 1; i <= 3; i++) {
                Call call = calls.take();
                assertThat(call.request())
                        .isEqualTo(new Request.ListTables(Optional.empty(), Optional.of(i)));
                assertThat(calls).isEmpty();
                call.done().accept(listed("t" + i));
                assertThat(client.receive().body()).isEqualTo("{\"TableNames\":[\"t" + i + "\"]}");
            }
        }
    }

    @Test
    void manyPipelinedRequestsAreAllAnswered() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            client.send(Rig.post("ListTables", "{}").repeat(2_000));

            for (int i = 0; i < 2_000; i++) {
                assertThat(client.receive().body()).isEqualTo(NO_TABLES);
            }
        }
    }

    @Test
    void aChunkedBodyIsOneBody() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            client.send(Rig.head("ListTables", "Transfer-Encoding: chunked"));
            client.send("8\r\n{\"Limit\"\r\n");
            client.send("3\r\n:1}\r\n0\r\n\r\n");

            assertThat(client.receive().body()).isEqualTo(NO_TABLES);
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToContinue() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            client.send(Rig.head("ListTables", "Content-Length: 2\r\nExpect: 100-continue"));

            assertThat(client.receive().status()).isEqualTo(100);
            assertThat(client.call("{}").body()).isEqualTo(NO_TABLES);
        }
    }

    @Test
    void theHealthTextNamesTheRegion() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply = client.call("GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("healthy: dynamodb.us-east-1.amazonaws.com ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
                "GET /favicon.ico HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
                        + "Content-Length: 2\r\n\r\n{}"
            })
    void whatIsNoRequestOfTheApiIsNotFound(String request) throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply = client.call(request);

            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.body()).isEqualTo("<UnknownOperationException/>\n");
            assertThat(client.call(Rig.post("ListTables", "{}")).body()).isEqualTo(NO_TABLES);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ListTables|{|{\"__type\":\"com.amazon.coral.service#SerializationException\"}",
                "ListTables|{\"Limit\":\"x\"}|{\"__type\":\"com.amazon.coral.service#SerializationException\",\"Message\":\"STRING_VALUE"
                        + " cannot be converted to Integer\"}",
                "Nothing|{}|{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"}",
                "Nothing|{|{\"__type\":\"com.amazon.coral.service#SerializationException\"}",
                "TransactGetItems|{}|{\"__type\":\"com.amazon.coral.service"
                        + "#UnknownOperationException\"}",
                "CreateTable|{\"VectorIndexes\":[]}|{\"__type\":\"com.amazon.coral.validate#ValidationException\",\"message\":\"VectorIndexes"
                        + " is not supported yet\"}",
            })
    void aBadBodyIsAnsweredWithItsError(String operation, String body, String reply)
            throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply refusal = client.call(Rig.post(operation, body));

            assertThat(refusal.status()).isEqualTo(400);
            assertThat(refusal.body()).isEqualTo(reply);
        }
    }

    @Test
    void aBodyOfMoreThan16MebibytesIsTooLarge() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client announced = rig.connect();
                Client chunked = rig.connect()) {
            Reply first =
                    announced.call(
                            Rig.head(
                                    "PutItem",
                                    "Content-Length: " + (HttpLimits.MAX_BODY_BYTES + 1)));

            assertThat(first.status()).isEqualTo(413);
            assertThat(announced.isEnded()).isTrue();

            chunked.send(Rig.head("PutItem", "Transfer-Encoding: chunked"));
            String chunk = "100000\r\n" + " ".repeat(0x100000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                chunked.send(chunk);
            }
            assertThat(chunked.receive().status()).isEqualTo(413);
            assertThat(chunked.isEnded()).isTrue();
        }
    }

    @Test
    void aBodyOf16MebibytesIsRead() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            String body = "{" + " ".repeat(HttpLimits.MAX_BODY_BYTES - 2) + "}";

            assertThat(client.call(Rig.post("ListTables", body)).body()).isEqualTo(NO_TABLES);
        }
    }

    @Test
    void headsThatAreTooLargeEndTheConnection() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client headers = rig.connect();
                Client line = rig.connect()) {
            Reply first = headers.call(Rig.head("ListTables", "X-Long: " + "x".repeat(20_000)));
            Reply second = line.call("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n");

            assertThat(first.status()).isEqualTo(431);
            assertThat(headers.isEnded()).isTrue();
            assertThat(second.status()).isEqualTo(414);
            assertThat(line.isEnded()).isTrue();
        }
    }

    @Test
    void slowHeadsAndSlowBodiesAreClosed() throws IOException {
        var impatient = Rig.limits(100, 100, 1_000_000_000L);
        try (var rig = new Rig(impatient, Rig.empty());
                Client head = rig.connect();
                Client body = rig.connect();
                Client chunk = rig.connect()) {
            head.send("POST / HTTP/1.1\r\nHost:");
            body.send(Rig.head("ListTables", "Content-Length: 2") + "{");
            chunk.send(Rig.head("ListTables", "Transfer-Encoding: chunked") + "5\r\n{");

            assertThat(head.isEnded()).isTrue();
            assertThat(body.isEnded()).isTrue();
            assertThat(chunk.isEnded()).isTrue();
        }
    }

    @Test
    void credentialsMustBeThere() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply =
                    client.call(
                            Rig.post("ListTables", "{}")
                                    .replaceFirst("Authorization: [^\r]*\r\n", ""));

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body())
                    .isEqualTo(
                            "{\"__type\":\"com.amazon.coral.service"
                                    + "#MissingAuthenticationTokenException\",\"Message\":"
                                    + "\"Request is missing Authentication Token\"}");
        }
    }

    @Test
    void anEncodingThatIsNotHonouredIsRefused() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply =
                    client.call(
                            Rig.head("ListTables", "Content-Length: 2\r\nContent-Encoding: br")
                                    + "{}");

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body())
                    .contains("#SerializationException")
                    .contains("Content-Encoding br is not supported");
        }
    }

    @Test
    void moreRequestsThanTheLimitAreToldToTryAgain() throws Exception {
        BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        var one = Rig.limits(100, 1, 30_000_000_000L);
        try (var rig = new Rig(one, (request, _, done) -> calls.add(new Call(request, done)));
                Client first = rig.connect();
                Client second = rig.connect()) {
            first.send(Rig.post("ListTables", "{}"));
            Call call = calls.take();

            Reply busy = second.call(Rig.post("ListTables", "{}"));
            call.done().accept(listed("t"));

            assertThat(busy.status()).isEqualTo(503);
            assertThat(first.receive().status()).isEqualTo(200);
            second.send(Rig.post("ListTables", "{}"));
            calls.take().done().accept(listed("t"));
            assertThat(second.receive().status()).isEqualTo(200);
        }
    }

    @Test
    void moreConnectionsThanTheLimitAreToldToTryAgain() throws IOException {
        try (var rig = new Rig(Rig.limits(1, 100, 30_000_000_000L), Rig.empty());
                Client first = rig.connect()) {
            assertThat(first.call(Rig.post("ListTables", "{}")).status()).isEqualTo(200);

            try (Client second = rig.connect()) {
                assertThat(second.call(Rig.post("ListTables", "{}")).status()).isEqualTo(503);
                assertThat(second.isEnded()).isTrue();
            }
        }
    }

    @Test
    void anOperationThatFailsUnexpectedlyIsAnInternalError() throws IOException {
        try (var rig =
                        new Rig(
                                Rig.LIMITS,
                                (_, _, _) -> {
                                    throw new IllegalStateException("on purpose");
                                });
                Client client = rig.connect()) {
            Reply reply = client.call(Rig.post("ListTables", "{}"));

            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).contains("#InternalServerError");
        }
    }

    @Test
    void theFirstOfTwoOutcomesCounts() throws IOException {
        try (var rig =
                        new Rig(
                                Rig.LIMITS,
                                (_, _, done) -> {
                                    done.accept(listed("first"));
                                    done.accept(Outcome.refused(new Failure.Throttled("second")));
                                });
                Client client = rig.connect()) {
            assertThat(client.call(Rig.post("ListTables", "{}")).body()).contains("first");
            assertThat(client.call(Rig.post("ListTables", "{}")).body()).contains("first");
        }
    }

    @Test
    void closingLetsRequestsUnderWayEnd() throws Exception {
        BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        var rig = new Rig(Rig.LIMITS, (request, _, done) -> calls.add(new Call(request, done)));
        try (Client busy = rig.connect();
                Client idle = rig.connect()) {
            busy.send(Rig.post("ListTables", "{}"));
            Call call = calls.take();
            Thread closer = Thread.ofVirtual().start(rig::close);

            assertThat(idle.isEnded()).isTrue();
            call.done().accept(listed("t"));

            Reply reply = busy.receive();
            assertThat(reply.body()).contains("\"t\"");
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(busy.isEnded()).isTrue();
            closer.join();
            assertThatThrownBy(rig::connect).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aTakenPortIsSaidInASentence() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty())) {
            int taken = rig.edge().port();

            assertThatThrownBy(() -> new Rig(Rig.LIMITS, Rig.empty(), taken))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "HTTP cannot listen at 127.0.0.1:%d: another process uses this"
                                    + " address; stop it or choose another port",
                            taken);
        }
    }

    private static Outcome<Response> listed(String table) {
        return Outcome.success(new Response.Listed(List.of(table), Optional.empty()));
    }
}
