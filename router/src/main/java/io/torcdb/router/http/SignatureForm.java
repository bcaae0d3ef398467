package io.torcdb.router.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.torcdb.model.outcome.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks that a request carries a signature of version 4 in good form, in its header or its query.
 * The signature itself is not verified: any well-formed credentials pass.
 */
final class SignatureForm {
    private static final String DATE = "x-amz-date";
    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String SYMMETRIC = "AWS4-HMAC-SHA256";
    private static final int SCOPE_PARTS = 5;
    private static final List<String> HEADER_PARTS =
            List.of("Credential", "Signature", "SignedHeaders");
    private static final List<String> QUERY_PARTS =
            List.of(
                    ALGORITHM,
                    "X-Amz-Credential",
                    "X-Amz-Signature",
                    "X-Amz-SignedHeaders",
                    "X-Amz-Date");

    private SignatureForm() {}

    /** Returns what is wrong with the credentials of a request. */
    static Optional<Failure> check(String uri, HttpHeaders headers) {
        String header = headers.get(HttpHeaderNames.AUTHORIZATION);
        Map<String, List<String>> query = uri.indexOf('?') < 0 ? Map.of() : query(uri);
        boolean inQuery = query.containsKey(ALGORITHM);
        if (header != null && inQuery) {
            return refused(
                    "InvalidSignatureException",
                    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as"
                            + " HTTP header.");
        }
        if (header != null && !header.isBlank()) {
            boolean dated = headers.contains(DATE) || headers.contains(HttpHeaderNames.DATE);
            return checkHeader(header, dated);
        }
        return inQuery
                ? checkQuery(query)
                : refused(
                        "MissingAuthenticationTokenException",
                        "Request is missing Authentication Token");
    }

    private static Map<String, List<String>> query(String uri) {
        try {
            return new QueryStringDecoder(uri).parameters();
        } catch (IllegalArgumentException _) {
            return Map.of(); // what cannot be read says nothing
        }
    }

    private static Optional<Failure> checkHeader(String header, boolean dated) {
        Map<String, String> parts = parts(header);
        var missing = new StringBuilder();
        for (String part : HEADER_PARTS) {
            if (parts.getOrDefault(part, "").isEmpty()) {
                missing.append("Authorization header requires '")
                        .append(part)
                        .append("' parameter. ");
            }
        }
        if (!dated) {
            missing.append(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date'"
                            + " header. ");
        }
        if (!missing.isEmpty()) {
            return incomplete(missing.append("Authorization=").append(header).toString());
        }
        boolean symmetric = header.startsWith(SYMMETRIC);
        return symmetric ? checkScope(parts.getOrDefault("Credential", "")) : Optional.empty();
    }

    /** Returns the {@code name=value} parts that follow the algorithm. */
    private static Map<String, String> parts(String header) {
        var parts = new TreeMap<String, String>();
        int begin = header.indexOf(' ') + 1;
        while (begin > 0 && begin < header.length()) {
            int end = begin;
            while (end < header.length()
                    && header.charAt(end) != ','
                    && header.charAt(end) != ' ') {
                end++;
            }
            int equals = header.indexOf('=', begin);
            if (equals >= 0 && equals < end) {
                parts.put(header.substring(begin, equals), header.substring(equals + 1, end));
            }
            begin = end + 1;
        }
        return parts;
    }

    private static Optional<Failure> checkQuery(Map<String, List<String>> query) {
        var missing = new StringBuilder();
        for (String part : QUERY_PARTS) {
            if (first(query, part).isEmpty()) {
                missing.append("AWS query-string parameters must include '")
                        .append(part)
                        .append("'. ");
            }
        }
        if (!missing.isEmpty()) {
            return incomplete(missing.append("Re-examine the query-string parameters.").toString());
        }
        boolean symmetric = first(query, ALGORITHM).equals(SYMMETRIC);
        return symmetric ? checkScope(first(query, "X-Amz-Credential")) : Optional.empty();
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of("")).getFirst();
    }

    private static Optional<Failure> checkScope(String credential) {
        if (credential.split("/", -1).length == SCOPE_PARTS) {
            return Optional.empty();
        }
        return incomplete(
                "Credential must have exactly 5 slash-delimited elements, e.g."
                        + " keyid/date/region/service/term, got '"
                        + credential
                        + "'");
    }

    private static Optional<Failure> incomplete(String message) {
        return refused("IncompleteSignatureException", message);
    }

    private static Optional<Failure> refused(String type, String message) {
        return Optional.of(new Failure.Unauthenticated(type, message));
    }
}
