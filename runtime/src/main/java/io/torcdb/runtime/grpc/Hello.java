package io.torcdb.runtime.grpc;

import io.grpc.Metadata;
import java.util.Optional;

/**
 * What two processes tell each other when they connect: the cluster that they belong to and the
 * message formats that they understand. A stream whose hello does not fit carries no message.
 *
 * @param clusterId 0 when the process does not know it yet
 */
record Hello(long clusterId, int firstFormat, int lastFormat) {
    /** The formats that this version reads and writes. */
    static final int FORMAT = 1;

    /** Set in the trailers of a stream that was refused for its hello. */
    static final Metadata.Key<String> REFUSED = key("torc-refused");

    private static final Metadata.Key<String> CLUSTER = key("torc-cluster");
    private static final Metadata.Key<String> FIRST_FORMAT = key("torc-first-format");
    private static final Metadata.Key<String> LAST_FORMAT = key("torc-last-format");
    private static final int HEXADECIMAL = 16;

    static Hello of(long clusterId) {
        return new Hello(clusterId, FORMAT, FORMAT);
    }

    static Hello read(Metadata headers) {
        return new Hello(
                number(headers, CLUSTER),
                (int) number(headers, FIRST_FORMAT),
                (int) number(headers, LAST_FORMAT));
    }

    Metadata write() {
        var headers = new Metadata();
        headers.put(CLUSTER, Long.toHexString(clusterId));
        headers.put(FIRST_FORMAT, Long.toHexString(firstFormat));
        headers.put(LAST_FORMAT, Long.toHexString(lastFormat));
        return headers;
    }

    /** Returns why processes with these two cannot talk. */
    Optional<String> objection(Hello other) {
        if (clusterId != 0 && other.clusterId != 0 && clusterId != other.clusterId) {
            return Optional.of(
                    "it belongs to cluster "
                            + Long.toUnsignedString(clusterId)
                            + ", not to "
                            + Long.toUnsignedString(other.clusterId));
        }
        if (other.lastFormat < firstFormat || lastFormat < other.firstFormat) {
            return Optional.of(
                    "it speaks formats %d to %d, not %d to %d"
                            .formatted(
                                    firstFormat, lastFormat, other.firstFormat, other.lastFormat));
        }
        return Optional.empty();
    }

    private static long number(Metadata headers, Metadata.Key<String> key) {
        var text = headers.get(key);
        if (text == null) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(text, HEXADECIMAL);
        } catch (NumberFormatException _) {
            return 0; // format 0 is none, so that such a hello is refused
        }
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
