package io.torcdb.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.tests.conformance.RawConnection.Reply;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Any bytes on the HTTP port are answered with an error of DynamoDB's, or their connection is
 * closed, within seconds; the fault is never called ours, and others are served meanwhile.
 */
@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class HostileInputTest {
    private static final int MOST_TRIES = 100;

    private final int port;
    private final String table;

    HostileInputTest(Database database) {
        port = URI.create(database.url()).getPort();
        table = database.table("p:S");
    }

    @AfterEach
    void othersAreServed() throws IOException {
        try (var connection = new RawConnection(port)) {
            Reply reply = connection.call("GetItem", json("{'TableName':'$TABLE',$KEY}"));

            assertThat(reply.status()).isEqualTo(200);
        }
    }

    private String json(String quoted) {
        return quoted.replace("$KEY", "'Key':{'p':{'S':'k'}}")
                .replace("$TABLE", table)
                .replace('\'', '"');
    }

    /** Asserts that a reply, where there is one, is an error of the client's in DynamoDB's form. */
    private static void assertRefused(Optional<Reply> reply, String what) {
        reply.ifPresent(refusal -> {
            assertThat(refusal.status()).as(what).isBetween(400, 499);
            assertThat(refusal.body())
                    .as(what)
                    .matches(
                            "(?s)\\{\"__type\":\"com\\.amazon[a-z0-9.]*#[A-Za-z]+\".*}"
                                    + "|<UnknownOperationException/>\n|");
        });
    }

    private static Stream<byte[]> garbage() {
        var texts =
                Stream.of(
                        "",
                        "x",
                        "\r\n",
                        "\n\n\n",
                        "nonsense\r\n\r\n",
                        "GET /\r\n\r\n",
                        "GET / HTTP/1.1",
                        "HEAD / HTTP/1.1\r\n\r\n",
                        "POST / HTTP/9.9\r\nHost: x\r\n\r\n",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\6\4\0\0\0\0\0",
                        "CONNECT localhost:80 HTTP/1.1\r\n\r\n",
                        "GET / HTTP/1.1\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r",
                        "\26\3\1\2\0\1\0\1\374\3\3\n\n", // TLS says hello
                        "*1\r\n$4\r\nPING\r\n", // Redis
                        "POST /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        "POST / HTTP/1.1\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                        "POST / HTTP/1.1\r\n" + "a: b\r\n".repeat(5_000) + "\r\n",
                        "POST / HTTP/1.1\r\n" + " folded\r\n".repeat(100) + "\r\n",
                        RawConnection.head("GetItem", "Content-Length: 2\r\nContent-Length: 3"),
                        RawConnection.head(
                                "GetItem", "Content-Length: 2\r\nTransfer-Encoding: chunked"),
                        RawConnection.head("GetItem", "Content-Length: -1"),
                        RawConnection.head("GetItem", "Content-Length: 16777217"),
                        RawConnection.head("GetItem", "Content-Length: 9223372036854775807"),
                        RawConnection.head("GetItem", "Content-Length: 9223372036854775808"),
                        RawConnection.head("GetItem", "Content-Length: 9"),
                        RawConnection.head("GetItem", "Content-Length: 9") + "{",
                        RawConnection.head("GetItem", "Expect: 200-ok\r\nContent-Length: 9"),
                        RawConnection.head("GetItem", "Transfer-Encoding: chunked"),
                        RawConnection.head("GetItem", "Transfer-Encoding: chunked") + "5\r\n{",
                        RawConnection.head("GetItem", "Transfer-Encoding: chunked")
                                + "7fffffffffffffff\r\n{",
                        RawConnection.head("GetItem", "Transfer-Encoding: chunked")
                                + "2;"
                                + "x".repeat(100_000)
                                + "\r\n{}\r\n0\r\n\r\n",
                        RawConnection.head("GetItem", "Transfer-Encoding: chunked")
                                + "2\r\n{}\r\n0\r\n"
                                + "t: r\r\n".repeat(10_000),
                        RawConnection.head("GetItem", "Content-Encoding: br\r\nContent-Length: 2")
                                + "{}",
                        RawConnection.head("GetItem", "Content-Encoding: gzip\r\nContent-Length: 2")
                                + "{}");
        return texts.map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Bytes of chance, and good requests with bytes of chance in them. */
    private static Stream<byte[]> chance(Random random) {
        byte[] good =
                (RawConnection.head("GetItem", "Content-Length: 2") + "{}")
                        .getBytes(StandardCharsets.ISO_8859_1);
        var all = new ArrayList<byte[]>();
        for (int i = 0; i < 100; i++) {
            byte[] bytes = new byte[1 + random.nextInt(1_000)];
            random.nextBytes(bytes);
            all.add(bytes);
            byte[] damaged = Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            all.add(damaged);
        }
        return all.stream();
    }

    @Test
    void bytesThatAreNoRequestAreRefusedOrTheirConnectionIsClosed() throws Exception {
        long seed = new Random().nextLong();
        List<byte[]> inputs = Stream.concat(garbage(), chance(new Random(seed))).toList();

        together(
                inputs.stream()
                        .<Client>map(bytes -> () -> assertIsNoRequest(bytes, seed))
                        .toList());
    }

    private void assertIsNoRequest(byte[] bytes, long seed) throws IOException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String what = "seed " + seed + ": " + text.substring(0, Math.min(300, text.length()));
        try (var connection = new RawConnection(port)) {
            connection.send(bytes);
            if (text.isBlank()) {
                connection.send("?"); // a connection may be silent for long, and then not any more
            }
            Optional<Reply> reply = connection.receive();
            while (reply.isPresent()) {
                assertRefused(reply, what);
                boolean open = !"close".equals(reply.get().headers().get("connection"));
                if (open) {
                    connection.send("?"); // or else a good end may be kept open for the next
                }
                reply = connection.receive();
            }
        } catch (SocketException _) {
            // Closed while the rest was sent.
        } catch (IOException failure) {
            throw new IOException(what, failure);
        }
    }

    /** What one of many clients does. */
    private interface Client {
        void run() throws Exception;
    }

    private static void together(List<Client> clients) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all =
                    clients.stream()
                            .map(client ->
                                    threads.submit(() -> {
                                        client.run();
                                        return true;
                                    }))
                            .toList();
            for (Future<Boolean> done : all) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void headsThatComeSlowlyAndBodiesThatStopAreNotWaitedFor() throws Exception {
        together(
                List.of(
                        () -> assertIsLeft("POST / HTTP/1.1\r\nX: ", "x"),
                        () -> assertIsLeft("", "GET"),
                        () -> assertIsLeft("\r\n", "\r\n"),
                        () -> {
                            try (var connection = new RawConnection(port)) {
                                connection.send(
                                        RawConnection.head("GetItem", "Content-Length: 9") + "{");

                                assertThat(connection.receive()).isEmpty();
                            }
                        }));
    }

    private void assertIsLeft(String begin, String more) throws Exception {
        try (var connection = new RawConnection(port)) {
            connection.send(begin);

            assertThat(sentBefore(connection, more)).as(begin + more).isLessThan(MOST_TRIES);
        }
    }

    /** Returns how often {@code more} could be sent, five times a second, until the end. */
    private static int sentBefore(RawConnection connection, String more)
            throws InterruptedException {
        for (int sent = 0; sent < MOST_TRIES; sent++) {
            try {
                connection.send(more);
            } catch (IOException _) {
                return sent;
            }
            Thread.sleep(200);
        }
        return Integer.MAX_VALUE;
    }

    @Test
    void manyRequestsSentAtOnceAreAnsweredInTheirOrder() throws IOException {
        try (var connection = new RawConnection(port)) {
            for (int i = 0; i < 100; i++) {
                String put = "{'TableName':'$TABLE','Item':{'p':{'S':'many-" + i + "'}}}";
                String get = "{'TableName':'$TABLE','Key':{'p':{'S':'many-" + i + "'}}}";
                connection.post("PutItem", "", json(put).getBytes(StandardCharsets.UTF_8));
                connection.post("GetItem", "", json(get).getBytes(StandardCharsets.UTF_8));
            }

            for (int i = 0; i < 100; i++) {
                assertThat(connection.receive().orElseThrow().body()).isEqualTo("{}");
                assertThat(connection.receive().orElseThrow().body())
                        .isEqualTo("{\"Item\":{\"p\":{\"S\":\"many-" + i + "\"}}}");
            }
        }
    }

    @Test
    void aThousandIdleConnectionsKeepNobodyFromBeingServed() throws IOException {
        var idle = new ArrayList<RawConnection>();
        try {
            for (int i = 0; i < 1_000; i++) {
                var connection = new RawConnection(port);
                idle.add(connection);
                if (i % 2 == 0) {
                    connection.send("POST / HTTP/1.1\r\nHost:");
                }
            }

            try (var connection = new RawConnection(port)) {
                for (int i = 0; i < 100; i++) {
                    assertThat(
                                    connection
                                            .call("GetItem", json("{'TableName':'$TABLE',$KEY}"))
                                            .status())
                            .isEqualTo(200);
                }
            }
            assertThat(idle.getLast().call("ListTables", "{}").status()).isEqualTo(200);
        } finally {
            for (RawConnection connection : idle) {
                connection.close();
            }
        }
    }

    @Test
    void whoReadsNoAnswersKeepsNobodyFromBeingServed() throws Exception {
        try (var deaf = new RawConnection(port);
                var connection = new RawConnection(port)) {
            String large = "x".repeat(300_000);
            String put = "{'TableName':'$TABLE','Item':{'p':{'S':'k'},'a':{'S':'" + large + "'}}}";
            assertThat(connection.call("PutItem", json(put)).status()).isEqualTo(200);
            byte[] get = json("{'TableName':'$TABLE',$KEY}").getBytes(StandardCharsets.UTF_8);

            for (int i = 0; i < 100; i++) {
                deaf.post("GetItem", "", get);
            }

            for (int i = 0; i < 20; i++) {
                assertThat(connection.call("GetItem", json("{'TableName':'$TABLE',$KEY}")).body())
                        .hasSizeGreaterThan(300_000);
            }
        }
    }
}
