package io.torcdb.router.http.coding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How a body is packed on its way. Safe for use by many threads. */
public enum ContentCoding {
    /** Not packed. */
    IDENTITY("identity"),
    /** A gzip file of one member or more. */
    GZIP("gzip"),
    /** What HTTP calls so: a zlib stream. Without zlib's frame it is taken too, but never sent. */
    DEFLATE("deflate");

    private static final int BUFFER_BYTES = 8 << 10;
    private static final int EXPECTED_RATIO = 4;
    private static final int ZLIB_METHOD = 8;
    private static final int ZLIB_METHOD_MASK = 0x0f;
    private static final int ZLIB_CHECK = 31;

    private final String token;

    ContentCoding(String token) {
        this.token = token;
    }

    /** Returns the name in HTTP's headers. */
    public String token() {
        return token;
    }

    /** Returns the coding of a {@code Content-Encoding}; empty when it is none of these. */
    public static Optional<ContentCoding> named(String name) {
        return switch (name.trim().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Optional.of(IDENTITY);
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            case "deflate" -> Optional.of(DEFLATE);
            default -> Optional.empty();
        };
    }

    /** Returns the coding that an {@code Accept-Encoding} likes best; gzip where it is even. */
    public static ContentCoding preferred(String acceptEncoding) {
        return acceptEncoding.isEmpty() ? IDENTITY : Preference.of(acceptEncoding).best();
    }

    /** Returns the first {@code length} of {@code bytes} packed, fast rather than small. */
    public byte[] pack(byte[] bytes, int length) {
        var packed = new ByteArrayOutputStream(Math.max(BUFFER_BYTES, length / EXPECTED_RATIO));
        try (OutputStream out = packing(packed)) {
            out.write(bytes, 0, length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private OutputStream packing(OutputStream out) throws IOException {
        return switch (this) {
            case IDENTITY -> out;
            case GZIP -> new FastGzip(out);
            case DEFLATE -> new FastDeflate(out);
        };
    }

    /**
     * Unpacks the first {@code length} of {@code bytes} while it is read, in bounded memory.
     *
     * @throws IOException when they are not so packed; the stream's methods alike
     */
    public InputStream unpacking(byte[] bytes, int length) throws IOException {
        var packed = new ByteArrayInputStream(bytes, 0, length);
        return switch (this) {
            case IDENTITY -> packed;
            case GZIP -> new GZIPInputStream(packed, BUFFER_BYTES);
            case DEFLATE ->
                    hasZlibFrame(bytes, length)
                            ? new InflaterInputStream(packed)
                            : new Unframed(packed);
        };
    }

    private static boolean hasZlibFrame(byte[] bytes, int length) {
        if (length < 2) {
            return true;
        }
        int first = bytes[0] & 0xff;
        return (first & ZLIB_METHOD_MASK) == ZLIB_METHOD
                && ((first << Byte.SIZE) | (bytes[1] & 0xff)) % ZLIB_CHECK == 0;
    }

    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class FastDeflate extends DeflaterOutputStream {
        FastDeflate(OutputStream out) {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** Deflated data without zlib's frame, as some clients send it. */
    private static final class Unframed extends InflaterInputStream {
        Unframed(InputStream in) {
            super(in, new Inflater(true), BUFFER_BYTES);
        }

        @Override
        public void close() throws IOException {
            inf.end(); // the stream ends only inflaters of its own making
            super.close();
        }
    }
}
