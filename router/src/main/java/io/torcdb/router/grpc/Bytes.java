package io.torcdb.router.grpc;

import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Takes messages off the wire as the bytes that they are. */
final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] message) {
        return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream stream) {
        try {
            return stream instanceof KnownLength
                    ? stream.readNBytes(stream.available())
                    : stream.readAllBytes();
        } catch (IOException malformed) {
            throw Status.INTERNAL
                    .withDescription("A message could not be decompressed")
                    .withCause(malformed)
                    .asRuntimeException();
        }
    }
}
