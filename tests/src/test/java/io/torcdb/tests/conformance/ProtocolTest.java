package io.torcdb.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no SDK would send, and what an SDK hides. */
@ExtendWith(OnLocalCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final RawApi api;
    private final URI url;
    private final String table;

    ProtocolTest(Database database) {
        api = new RawApi(database);
        url = URI.create(database.url() + "/");
        table = database.table("p:S");
    }

    @AfterAll
    void closeClient() {
        http.close();
        api.close();
    }

    private HttpResponse<String> call(String operation, String body)
            throws IOException, InterruptedException {
        return api.call(operation, body.replace("$TABLE", table));
    }

    @Test
    void aReplyCarriesItsChecksumAndItsId() throws IOException, InterruptedException {
        var reply = call("DescribeTable", "{'TableName':'$TABLE'}");

        var checksum = new CRC32();
        checksum.update(reply.body().getBytes(StandardCharsets.UTF_8));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("x-amz-crc32"))
                .contains(Long.toString(checksum.getValue()));
        assertThat(reply.headers().firstValue("x-amzn-RequestId").orElse(""))
                .matches("[A-Z0-9]{52}");
        assertThat(reply.headers().firstValue("Content-Type"))
                .contains("application/x-amz-json-1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PutItem|{'TableName':'$TABLE','Item':{'p':{'S':'x'}},'NoSuchMember':[{}]}",
                "PutItem|{'TableName':'$TABLE','Item':{'p':{'S':'x'}},'Expected':null}",
                "PutItem|{'TableName':'none','TableName':'$TABLE','Item':{'p':{'S':'x'}}}",
                "PutItem|{'TableName':'$TABLE','Item':{'p':{'S':'x'}},"
                        + "'ReturnConsumedCapacity':'NONE'}",
                "GetItem|{'TableName':'$TABLE','Key':{'p':{'S':'x'}},'ConsistentRead':'true'}",
            })
    void theseAreTaken(String operation, String body) throws IOException, InterruptedException {
        assertThat(call(operation, body).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PutItem|{'TableName':|com.amazon.coral.service#SerializationException",
                "PutItem|{'TableName':3}|com.amazon.coral.service#SerializationException",
                "PutItem|{'Item':{'p':{'N':3}}}|com.amazon.coral.service#SerializationException",
                "PutItem|{'Item':{'p':{'B':'x'}}}|com.amazon.coral.service#SerializationException",
                "TransactGetItems|{}|com.amazon.coral.service#UnknownOperationException",
                "PutItem|{}|com.amazon.coral.validate#ValidationException",
                "DescribeTable|{'TableName':'none'}"
                        + "|com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
            })
    void theseAreRefused(String operation, String body, String type)
            throws IOException, InterruptedException {
        var reply = call(operation, body);

        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).startsWith("{\"__type\":\"" + type + "\"");
    }

    @Test
    void theHealthTextAnswersEveryone() throws IOException, InterruptedException {
        var reply = http.send(HttpRequest.newBuilder(url).GET().build(), BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).startsWith("healthy: dynamodb.");
    }
}
