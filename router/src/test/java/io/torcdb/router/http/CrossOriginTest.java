package io.torcdb.router.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.router.http.Rig.Client;
import io.torcdb.router.http.Rig.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pages of other origins are told in browsers. */
@Timeout(60)
class CrossOriginTest {
    @Test
    void aPreflightIsGrantedWhatItAsksFor() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply =
                    client.call(
                            "OPTIONS / HTTP/1.1\r\nHost: x\r\nOrigin: https://a.example\r\n"
                                    + "Access-Control-Request-Method: POST\r\n"
                                    + "Access-Control-Request-Headers: x-amz-target,"
                                    + " authorization\r\n\r\n");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.headers())
                    .containsEntry("access-control-allow-origin", "*")
                    .containsEntry("access-control-allow-methods", "POST")
                    .containsEntry("access-control-allow-headers", "x-amz-target, authorization")
                    .containsEntry("access-control-max-age", "172800")
                    .containsEntry("content-length", "0");
        }
    }

    @Test
    void aPreflightThatAsksForNothingIsGrantedNothing() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply = client.call("OPTIONS / HTTP/1.1\r\nHost: x\r\nOrigin: null\r\n\r\n");

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.headers())
                    .containsEntry("access-control-max-age", "172800")
                    .doesNotContainKeys(
                            "access-control-allow-methods", "access-control-allow-headers");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|ListTables|{}|200",
                "POST|ListTables|{|400",
                "POST|Nothing|{}|400",
                "PUT|ListTables|{}|404",
            })
    void everyAnswerToAnOriginMayBeSeenByIt(
            String method, String operation, String body, int status) throws IOException {
        String request = Rig.post(operation, body).replace("POST", method);
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply without = client.call(request);
            Reply with =
                    client.call(request.replace("Host:", "Origin: https://a.example\r\nHost:"));

            assertThat(without.status()).isEqualTo(status);
            assertThat(without.headers()).doesNotContainKey("access-control-allow-origin");
            assertThat(with.status()).isEqualTo(status);
            assertThat(with.headers()).containsEntry("access-control-allow-origin", "*");
            assertThat(with.body()).isEqualTo(without.body());
        }
    }

    @Test
    void aRefusalThatEndsTheConnectionMayBeSeenToo() throws IOException {
        try (var rig = new Rig(Rig.LIMITS, Rig.empty());
                Client client = rig.connect()) {
            Reply reply =
                    client.call(
                            Rig.head(
                                    "ListTables",
                                    "Origin: https://a.example\r\nContent-Length: 999999999"));

            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.headers()).containsEntry("access-control-allow-origin", "*");
        }
    }
}
