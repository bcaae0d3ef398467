package io.torcdb.tests.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The API without an SDK, which would not send every body and hides much of the replies. */
final class RawApi implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    RawApi(Database database) {
        url = URI.create(database.url() + "/");
    }

    /** Sends a request; in its body single quotes stand for double ones. */
    HttpResponse<String> call(String operation, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/x-amz-json-1.0")
                        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
                        .header("X-Amz-Date", "20260101T000000Z")
                        .header(
                                "Authorization",
                                "AWS4-HMAC-SHA256"
                                        + " Credential=key/20260101/us-east-1/dynamodb/aws4_request,"
                                        + " SignedHeaders=host;x-amz-date, Signature=00")
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
