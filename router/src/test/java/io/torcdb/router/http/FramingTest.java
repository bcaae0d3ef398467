package io.torcdb.router.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torcdb.router.http.Rig.Client;
import io.torcdb.router.http.Rig.Reply;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests begin and end, and what is refused because nobody could say. */
@Timeout(60)
class FramingTest {
    private static final String NO_TABLES = "{\"TableNames\":[]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET /\r\n\r\n", // HTTP/0.9
                "GET\r\n\r\n",
                "POST / HTTP/one\r\n\r\n",
                "POST / HTTP/2.0\r\nHost: x\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "{\"TableName\":\"t\"}\r\n\r\n",
                "POST / HTTP/1.1\r\nno colon\r\n\r\n",
                "POST / HTTP/1.1\r\n: no name\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 2\r\n\r\n{}",
                "POST / HTTP/1.1\r\nHost: x\r\nBad\0Name: 2\r\n\r\n{}",
                "POST / HTTP/1.1\r\nHost: a\0b\r\n\r\n",
            })
    void whatIsNoHeadOfARequestIsMalformed(String request) throws IOException {
        assertMalformed(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: +2",
                "Content-Length: 2x",
                "Content-Length: 0x2",
                "Content-Length: ",
                "Content-Length: 99999999999999999999999",
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 2\r\nContent-Length: 2",
                "Content-Length: 2, 3",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 2",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: ",
            })
    void aBodyWithoutACertainEndIsMalformed(String headers) throws IOException {
        assertMalformed(Rig.head("ListTables", headers) + "{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n{}\r\n0\r\n\r\n",
                "-2\r\n{}\r\n0\r\n\r\n",
                "\r\n{}\r\n0\r\n\r\n",
                "ffffffffffffffff\r\n{}",
                "2\r\n{}x\r\n0\r\n\r\n",
            })
    void chunksThatAreNoneAreMalformed(String chunks) throws IOException {
        assertMalformed(Rig.head("ListTables", "Transfer-Encoding: chunked") + chunks);
    }

    @Test
    void http10HasNoChunks() throws IOException {
        assertMalformed(
                Rig.head("ListTables", "Transfer-Encoding: chunked").replace("HTTP/1.1", "HTTP/1.0")
                        + "2\r\n{}\r\n0\r\n\r\n");
    }

    private static void assertMalformed(String request) throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply = client.call(request);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body())
                    .startsWith("{\"__type\":\"com.amazon.coral.service#SerializationException\"");
            assertThat(reply.headers()).containsEntry("connection", "close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2;extension=\"x\"\r\n{}\r\n0\r\n\r\n",
                "000000002\r\n{}\r\n0000\r\n\r\n",
                "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
                "2\r\n{}\r\n0\r\nTrailer: x\r\nContent-Length: 9\r\n\r\n",
            })
    void chunksInAnyFormAreTaken(String chunks) throws IOException {
        assertServedTwice(Rig.head("ListTables", "Transfer-Encoding: chunked") + chunks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-amz-json-1.0",
                "application/x-amz-json-1.1",
                "application/json",
                "Application/X-AMZ-JSON-1.0",
                "application/x-amz-json-1.0;charset=utf-8",
                "application/x-amz-json-1.0 ; charset=\"UTF-8\"",
            })
    void contentTypesOfJsonAreTaken(String type) throws IOException {
        assertServedTwice(Rig.post("ListTables", "{}").replace("application/x-amz-json-1.0", type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?", "/?a=%zz", "/dynamodb/", "http://localhost:8000/", "*"})
    void requestsAreTakenAtAnyPath(String path) throws IOException {
        assertServedTwice(Rig.post("ListTables", "{}").replace("POST / ", "POST " + path + " "));
    }

    @Test
    void emptyLinesBeforeARequestArePassedOver() throws IOException {
        assertServedTwice("\r\n\r\n" + Rig.post("ListTables", "{}"));
    }

    private static void assertServedTwice(String request) throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            for (int i = 0; i < 2; i++) {
                Reply reply = client.call(request);

                assertThat(reply.body()).isEqualTo(NO_TABLES);
            }
        }
    }

    @Test
    void whoAsksWithoutEndAndReadsNothingIsLeft() throws IOException {
        String requests = "G / HTTP/1.1\r\n\r\n".repeat(10_000);
        try (var rig = new Rig(Rig.holding(1 << 20, 1 << 20), Rig.empty());
                Client client = rig.connect()) {
            assertThatThrownBy(() -> sendForever(client, requests))
                    .isInstanceOf(SocketException.class);
        }
    }

    private static void sendForever(Client client, String requests) throws IOException {
        while (true) {
            client.send(requests);
        }
    }
}
