package io.torcdb.node.transfer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.torcdb.node.store.DurableFiles;
import io.torcdb.proto.internal.CopyBeginReply;
import io.torcdb.proto.internal.CopyBeginRequest;
import io.torcdb.proto.internal.CopyEndReply;
import io.torcdb.proto.internal.CopyEndRequest;
import io.torcdb.proto.internal.CopyReadReply;
import io.torcdb.proto.internal.CopyReadRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.runtime.Network;
import io.torcdb.runtime.Network.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Brings one copy from one node into a folder. Blocks. */
final class Fetch {
    private static final long BEGIN_TIMEOUT_NANOS = 120_000_000_000L;
    private static final long STEP_TIMEOUT_NANOS = 10_000_000_000L;

    /** How often a part is asked for before the copy is given up. */
    private static final int ATTEMPTS = 3;

    private static final int MAX_FILES = 100_000;

    /** Names come from another process and become names of files. */
    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Network.Peer peer;
    private final long group;
    private final Path folder;

    Fetch(Network.Peer peer, long group, Path folder) {
        this.peer = peer;
        this.group = group;
        this.folder = folder;
    }

    /**
     * Brings the copy, verified and durable.
     *
     * @param leastIndex the copy must hold at least this entry
     */
    void run(long leastIndex) throws IOException {
        var copy = begin();
        try {
            if (copy.getIndex() < leastIndex) {
                throw new IOException("its state is too old: " + copy.getIndex());
            }
            for (var file : copy.getFilesList()) {
                fetch(copy.getId(), file);
            }
            DurableFiles.sync(folder);
        } finally {
            end(copy.getId());
        }
    }

    private CopyBeginReply.Copy begin() throws IOException {
        var request = CopyBeginRequest.newBuilder().setGroup(group).build();
        var reply =
                call(Method.NODE_COPY_BEGIN, request, BEGIN_TIMEOUT_NANOS, CopyBeginReply.parser());
        if (!reply.hasCopy()) {
            throw new IOException("it gives no copy: " + reply.getFailure());
        }
        if (reply.getCopy().getFilesCount() > MAX_FILES) {
            throw new IOException("its copy has too many files");
        }
        return reply.getCopy();
    }

    private void fetch(long copy, CopyBeginReply.File file) throws IOException {
        if (!SAFE_NAME.matcher(file.getName()).matches()) {
            throw new IOException("its copy has a file of an unusable name");
        }
        var target = folder.resolve(file.getName());
        try (var channel =
                FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long offset = 0;
            while (offset < file.getBytes()) {
                var bytes = part(copy, file, offset);
                write(channel, bytes);
                offset += bytes.size();
            }
            channel.force(true);
        }
        if (Copy.checksum(target) != file.getCrc32C()) {
            throw new IOException("the checksum of " + file.getName() + " is wrong");
        }
    }

    private ByteString part(long copy, CopyBeginReply.File file, long offset) throws IOException {
        var request =
                CopyReadRequest.newBuilder()
                        .setGroup(group)
                        .setId(copy)
                        .setName(file.getName())
                        .setOffset(offset)
                        .setBytes(CopySource.MAX_CHUNK_BYTES)
                        .build();
        for (var attempt = 1; ; attempt++) {
            try {
                var reply =
                        call(
                                Method.NODE_COPY_READ,
                                request,
                                STEP_TIMEOUT_NANOS,
                                CopyReadReply.parser());
                if (reply.getBytes().isEmpty()) {
                    throw new IOException("it gives no part of its copy: " + reply.getFailure());
                }
                return reply.getBytes();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Tells the source that it may drop the copy; it will find out by itself otherwise. */
    private void end(long copy) {
        var request = CopyEndRequest.newBuilder().setGroup(group).setId(copy).build();
        try {
            var _ = call(Method.NODE_COPY_END, request, STEP_TIMEOUT_NANOS, CopyEndReply.parser());
        } catch (IOException _) {
            return;
        }
    }

    private <R extends Message> R call(
            Method method, Message request, long timeoutNanos, Parser<R> parser)
            throws IOException {
        var answer = new CompletableFuture<Reply>();
        peer.call(method, request.toByteString(), timeoutNanos, reply -> answer.complete(reply));
        return switch (answer.join()) { // the network answers each call once, in time
            case Reply.Answered(var payload) -> parse(payload, parser);
            case Reply.NotDelivered(var reason, _) -> throw new IOException(reason);
            case Reply.Unknown(var reason) -> throw new IOException(reason);
        };
    }

    private static <R extends Message> R parse(ByteString payload, Parser<R> parser)
            throws InvalidProtocolBufferException {
        return parser.parseFrom(payload);
    }

    private static void write(FileChannel channel, ByteString bytes) throws IOException {
        for (ByteBuffer part : bytes.asReadOnlyByteBufferList()) {
            while (part.hasRemaining()) {
                var _ = channel.write(part);
            }
        }
    }
}
