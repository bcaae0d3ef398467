package io.torcdb.router.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.model.outcome.Outcome;
import io.torcdb.model.request.Operations;
import io.torcdb.model.request.Response;
import io.torcdb.router.http.Rig.Client;
import io.torcdb.router.http.Rig.Reply;
import io.torcdb.router.http.coding.ContentCoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packed bodies, both ways. */
@Timeout(60)
class PackedBodyTest {
    private static final String NO_TABLES = "{\"TableNames\":[]}";

    /** Operations that answer with one table, whose name makes the body this long. */
    private static Operations answering(int bytes) {
        String name =
                "abcdefgh"
                        .repeat(bytes / 8)
                        .substring(0, bytes - "{\"TableNames\":[\"\"]}".length());
        var listed =
                Outcome.<Response>success(new Response.Listed(List.of(name), Optional.empty()));
        return (_, _, done) -> done.accept(listed);
    }

    private static byte[] packed(ContentCoding coding, byte[] body) {
        return coding.pack(body, body.length);
    }

    private static byte[] packed(ContentCoding coding, String body) {
        return packed(coding, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"gzip,GZIP", "x-gzip,GZIP", "deflate,DEFLATE", "identity,IDENTITY"})
    void aPackedBodyIsRead(String header, ContentCoding coding) throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            for (int i = 0; i < 3; i++) {
                client.post("ListTables", "Content-Encoding: " + header, packed(coding, "{}"));

                assertThat(client.receive().body()).isEqualTo(NO_TABLES);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "DEFLATE"})
    void aBodyThatIsNotPackedAsSaidIsUnserializable(ContentCoding coding) throws IOException {
        byte[] whole = packed(coding, "{\"Limit\":1}");
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            for (byte[] body :
                    List.of(
                            "{}".getBytes(StandardCharsets.UTF_8),
                            Arrays.copyOf(whole, whole.length - 6),
                            new byte[0])) {
                client.post("ListTables", "Content-Encoding: " + coding.token(), body);
                Reply reply = client.receive();

                assertThat(reply.status()).isEqualTo(400);
                assertThat(reply.body())
                        .isEqualTo(
                                "{\"__type\":\"com.amazon.coral.service#SerializationException\"}");
            }
        }
    }

    @Test
    void theLimitHoldsForTheBodyUnpacked() throws IOException {
        byte[] most = new byte[HttpLimits.MAX_BODY_BYTES];
        Arrays.fill(most, (byte) ' ');
        most[0] = '{';
        most[1] = '}';
        byte[] bomb = packed(ContentCoding.GZIP, new byte[64 << 20]);
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            client.post("ListTables", "Content-Encoding: gzip", packed(ContentCoding.GZIP, most));
            assertThat(client.receive().status()).isEqualTo(200);

            client.post("ListTables", "Content-Encoding: gzip", bomb);
            Reply reply = client.receive();

            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.body()).contains("16 MiB");
            assertThat(client.call(Rig.post("ListTables", "{}")).status()).isEqualTo(200);
        }
    }

    @Test
    void whatABodyUnpacksToCountsAsHeld() throws IOException {
        HttpLimits limits = Rig.holding(1 << 20, 64 << 20);
        byte[] two = packed(ContentCoding.GZIP, " ".repeat(2 << 20) + "{}");
        byte[] half = packed(ContentCoding.GZIP, " ".repeat(512 << 10) + "{}");
        try (var rig = new Rig(limits, Rig.empty());
                Client client = rig.connect()) {
            for (int i = 0; i < 10; i++) {
                client.post("ListTables", "Content-Encoding: gzip", two);
                assertThat(client.receive().status()).isEqualTo(503);

                client.post("ListTables", "Content-Encoding: gzip", half);
                assertThat(client.receive().status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4096,gzip,IDENTITY",
        "4097,gzip,GZIP",
        "4097,deflate,DEFLATE",
        "4097,identity,IDENTITY",
        "4097,br,IDENTITY",
        "40000,gzip,GZIP",
        "3000000,gzip,GZIP",
        "3000000,deflate,DEFLATE",
        "3000000,identity,IDENTITY",
    })
    void aLargeAnswerIsPackedForWhoAsks(int bytes, String accepted, ContentCoding coding)
            throws IOException {
        try (var rig = new Rig(Rig.LIMITS, answering(bytes));
                Client client = rig.connect()) {
            client.post(
                    "ListTables",
                    "Accept-Encoding: " + accepted,
                    "{}".getBytes(StandardCharsets.UTF_8));
            Reply reply = client.receive();

            String header = reply.headers().getOrDefault("content-encoding", "identity");
            assertThat(header).isEqualTo(coding.token());
            try (var in = coding.unpacking(reply.bytes(), reply.bytes().length)) {
                assertThat(in.readAllBytes()).hasSize(bytes);
            }
            var checksum = new CRC32();
            checksum.update(reply.bytes());
            assertThat(reply.headers())
                    .containsEntry("x-amz-crc32", Long.toString(checksum.getValue()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_536, 65_537, 131_072, 131_073, 20_000_000})
    void answersAboveTheSizeOfAPieceGoOutInChunks(int bytes) throws IOException {
        try (var rig = new Rig(Rig.LIMITS, answering(bytes));
                Client client = rig.connect()) {
            for (int i = 0; i < 2; i++) {
                Reply reply = client.call(Rig.post("ListTables", "{}"));

                assertThat(reply.bytes()).hasSize(bytes);
                assertThat(reply.headers().containsKey("transfer-encoding"))
                        .isEqualTo(bytes > AnswerWriter.PIECE_BYTES);
                assertThat(reply.headers().containsKey("content-length"))
                        .isEqualTo(bytes <= AnswerWriter.PIECE_BYTES);
            }
        }
    }

    @Test
    void clientsOfHttp10GetNoChunks() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, answering(1_000_000));
                Client client = rig.connect()) {
            Reply reply = client.call(Rig.post("ListTables", "{}").replace("HTTP/1.1", "HTTP/1.0"));

            assertThat(reply.bytes()).hasSize(1_000_000);
            assertThat(reply.headers()).containsEntry("content-length", "1000000");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void aClientThatDoesNotReadIsNotWaitedForAndMeanwhileOthersAreToldToTryAgain()
            throws Exception {
        HttpLimits limits = Rig.holding(64 << 20, 8 << 20);
        try (var rig = new Rig(limits, answering(20 << 20));
                Client deaf = rig.connect();
                Client other = rig.connect()) {
            deaf.send(Rig.post("ListTables", "{}"));
            Reply busy = other.call(Rig.post("ListTables", "{}"));
            while (busy.status() != 503) { // until the deaf one's answer is on its way
                rig.pause();
                busy = other.call(Rig.post("ListTables", "{}"));
            }

            Reply served = other.call(Rig.post("ListTables", "{}"));
            while (served.status() == 503) {
                rig.pause();
                served = other.call(Rig.post("ListTables", "{}"));
            }

            assertThat(served.bytes()).hasSize(20 << 20);
            assertThat(deaf.readToEnd()).isLessThan(20 << 20);
        }
    }
}
