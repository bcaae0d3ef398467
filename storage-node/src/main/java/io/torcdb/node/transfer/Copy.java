package io.torcdb.node.transfer;

import com.google.protobuf.ByteString;
import io.torcdb.proto.internal.CopyBeginReply;
import io.torcdb.replication.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** A checkpoint that is being read. Safe for use by many threads. */
final class Copy {
    private static final int BUFFER_BYTES = 1 << 20;

    private final long id;
    private final Position position;
    private final Path folder;
    private final SequencedMap<String, CopyBeginReply.File> files;
    private volatile long lastUseNanos;

    private Copy(
            long id,
            Position position,
            Path folder,
            SequencedMap<String, CopyBeginReply.File> files,
            long nowNanos) {
        this.id = id;
        this.position = position;
        this.folder = folder;
        this.files = files;
        this.lastUseNanos = nowNanos;
    }

    /** Makes one of what is in {@code folder}; reads every file for its checksum. */
    static Copy of(long id, Position position, Path folder, long nowNanos) throws IOException {
        var files = new TreeMap<String, CopyBeginReply.File>();
        try (var found = Files.list(folder)) {
            for (var file : found.sorted().toList()) {
                var name = file.getFileName().toString();
                files.put(
                        name,
                        CopyBeginReply.File.newBuilder()
                                .setName(name)
                                .setBytes(Files.size(file))
                                .setCrc32C(checksum(file))
                                .build());
            }
        }
        return new Copy(id, position, folder, files, nowNanos);
    }

    /** Returns the CRC32C of a whole file. */
    static int checksum(Path file) throws IOException {
        var sum = new CRC32C();
        var buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                sum.update(buffer.flip());
                buffer.clear();
            }
        }
        return (int) sum.getValue();
    }

    long id() {
        return id;
    }

    Path folder() {
        return folder;
    }

    long lastUseNanos() {
        return lastUseNanos;
    }

    void touch(long nowNanos) {
        lastUseNanos = nowNanos;
    }

    CopyBeginReply.Copy describe() {
        return CopyBeginReply.Copy.newBuilder()
                .setId(id)
                .setTerm(position.term())
                .setIndex(position.index())
                .addAllFiles(files.values())
                .build();
    }

    /**
     * Returns up to {@code bytes} of a file of this copy from {@code offset}, fewer only at its
     * end; empty when there is no such file or offset.
     */
    Optional<ByteString> read(String name, long offset, int bytes) throws IOException {
        var file = files.get(name);
        if (file == null || offset < 0 || offset > file.getBytes()) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.allocate((int) Math.min(bytes, file.getBytes() - offset));
        try (var channel = FileChannel.open(folder.resolve(name), StandardOpenOption.READ)) {
            while (buffer.hasRemaining()
                    && channel.read(buffer, offset + buffer.position()) >= 0) {}
        }
        return Optional.of(ByteString.copyFrom(buffer.flip()));
    }
}
