package io.torcdb.runtime.catalog;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.proto.internal.CatalogCopyReply;
import io.torcdb.wire.CatalogCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A catalog image in a file: format, checksum, message. It is replaced as a whole: written aside,
 * fsynced, renamed, and the rename fsynced, so that a crash leaves the old one or the new one.
 */
public final class ImageFile {
    private static final byte[] FORMAT = "TORCCAT1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = FORMAT.length + Integer.BYTES;

    private ImageFile() {}

    /**
     * What such a file holds.
     *
     * @param term the Raft term of the last entry in the image, 0 if unknown
     * @param index the Raft index of the last entry in the image, -1 if unknown
     */
    public record Saved(CatalogImage image, long term, long index) {}

    /**
     * Returns what {@code file} holds; empty when there is none.
     *
     * @throws IOException when it cannot be read or is damaged, with a sentence fit for users
     */
    public static Optional<Saved> load(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        if (bytes.remaining() < HEADER_BYTES
                || !ByteBuffer.wrap(FORMAT).equals(bytes.slice(0, FORMAT.length))) {
            throw new IOException("The file " + file + " is no catalog of a format known here.");
        }
        bytes.position(FORMAT.length);
        var sum = bytes.getInt();
        if (sum != checksum(bytes.slice())) {
            throw new IOException("The catalog in " + file + " is damaged.");
        }
        try {
            var copy = CatalogCopyReply.parseFrom(bytes);
            var image = CatalogCodec.decode(copy.getImage());
            return Optional.of(new Saved(image, copy.getTerm(), copy.getIndex()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new IOException("The catalog in " + file + " cannot be read.", e);
        }
    }

    /** Replaces what {@code file} holds, durably; its folder must exist. */
    public static void save(Path file, Saved saved) throws IOException {
        var payload =
                CatalogCopyReply.newBuilder()
                        .setImage(CatalogCodec.encode(saved.image()))
                        .setTerm(saved.term())
                        .setIndex(saved.index())
                        .build()
                        .toByteArray();
        var header =
                ByteBuffer.allocate(HEADER_BYTES)
                        .put(FORMAT)
                        .putInt(checksum(ByteBuffer.wrap(payload)))
                        .flip();
        var aside = file.resolveSibling(file.getFileName() + ".new");
        try (var channel =
                FileChannel.open(
                        aside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, header);
            writeAll(channel, ByteBuffer.wrap(payload));
            channel.force(true);
        }
        Files.move(
                aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var folder =
                FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            var _ = channel.write(bytes);
        }
    }

    private static int checksum(ByteBuffer bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }
}
