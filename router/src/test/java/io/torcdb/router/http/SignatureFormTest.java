package io.torcdb.router.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.torcdb.model.outcome.Failure;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureFormTest {
    private static final String GOOD_QUERY =
            "/?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                    + "&X-Amz-Credential=k%2F20260101%2Fus-east-1%2Fdynamodb%2Faws4_request"
                    + "&X-Amz-Signature=0&X-Amz-SignedHeaders=host&X-Amz-Date=20260101T000000Z";

    private static Optional<Failure> check(String uri, String authorization, boolean dated) {
        var headers = new DefaultHttpHeaders();
        if (!authorization.isEmpty()) {
            headers.set("Authorization", authorization);
        }
        if (dated) {
            headers.set("X-Amz-Date", "20260101T000000Z");
        }
        return SignatureForm.check(uri, headers);
    }

    @Test
    void wellFormedCredentialsPassInHeaderAndQuery() {
        assertThat(check("/", Rig.CREDENTIALS, true)).isEmpty();
        assertThat(check("/", Rig.CREDENTIALS.replace(", ", ","), true)).isEmpty();
        assertThat(check(GOOD_QUERY, "", false)).isEmpty();
    }

    @Test
    void headerAndQueryTogetherAreRefused() {
        assertThat(check(GOOD_QUERY, Rig.CREDENTIALS, true))
                .contains(
                        new Failure.Unauthenticated(
                                "InvalidSignatureException",
                                "Found both 'X-Amz-Algorithm' as a query-string param and"
                                        + " 'Authorization' as HTTP header."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS4-HMAC-SHA256 Signature=0, SignedHeaders=h|true|Authorization header requires"
                        + " 'Credential' parameter. ",
                "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=h|true|Authorization header"
                        + " requires 'Signature' parameter. ",
                "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, Signature=0|true|Authorization header"
                        + " requires 'SignedHeaders' parameter. ",
                "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=h, Signature=0|false"
                        + "|Authorization header requires existence of either a 'X-Amz-Date' or a"
                        + " 'Date' header. ",
                "Bearer|true|Authorization header requires 'Credential' parameter. Authorization"
                        + " header requires 'Signature' parameter. Authorization header requires"
                        + " 'SignedHeaders' parameter. "
            })
    void saysWhichPartsOfTheHeaderAreMissing(String header, boolean dated, String missing) {
        assertThat(check("/", header, dated))
                .contains(
                        new Failure.Unauthenticated(
                                "IncompleteSignatureException",
                                missing.trim() + " Authorization=" + header));
    }

    @Test
    void saysWhichPartsOfTheQueryAreMissing() {
        assertThat(check("/?X-Amz-Algorithm=AWS4-HMAC-SHA256", "", false))
                .hasValueSatisfying(failure ->
                        assertThat(failure.toString())
                                .contains("must include 'X-Amz-Credential'")
                                .contains("Re-examine the query-string parameters."));
    }

    @Test
    void aCredentialHasFiveParts() {
        assertThat(check("/", Rig.CREDENTIALS.replace("/aws4_request", ""), true))
                .hasValueSatisfying(
                        failure -> assertThat(failure.toString()).contains("exactly 5"));
    }
}
