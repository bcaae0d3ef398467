package io.torcdb.control.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.control.catalog.CatalogCopies;
import io.torcdb.proto.internal.CatalogCopyReply;
import io.torcdb.proto.internal.CatalogCopyRequest;
import io.torcdb.proto.internal.Method;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Platform;
import io.torcdb.runtime.catalog.ImageFile;
import io.torcdb.wire.CatalogCodec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Fetches the catalog from another control plane, the leader first. */
public final class CopyClient implements CatalogCopies {
    private static final int MAX_ROUNDS = 10;
    private static final long ATTEMPT_NANOS = 5_000_000_000L;
    private static final long PAUSE_NANOS = 200_000_000L;

    private final ControlEdge.Seat seat;
    private final Platform platform;

    public CopyClient(ControlEdge.Seat seat, Platform platform) {
        this.seat = seat;
        this.platform = platform;
    }

    @Override
    public CompletableFuture<ImageFile.Saved> fetch(Member source, Position atLeast) {
        var copy = new CompletableFuture<ImageFile.Saved>();
        platform.threads()
                .newThread(() -> {
                    try {
                        copy.complete(fetchNow(source.id(), atLeast));
                    } catch (RuntimeException | InterruptedException e) {
                        copy.completeExceptionally(e);
                    }
                })
                .start();
        return copy;
    }

    private ImageFile.Saved fetchNow(long source, Position atLeast) throws InterruptedException {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            var count = seat.addresses().size();
            for (int i = 0; i < count; i++) {
                var id = Math.floorMod(source - 1 + i, count) + 1L;
                var copy = id == seat.self() ? Optional.<ImageFile.Saved>empty() : ask(id);
                if (copy.isPresent() && copy.get().index() >= atLeast.index()) {
                    return copy.get();
                }
            }
            platform.time().sleep(PAUSE_NANOS);
        }
        throw new IllegalStateException("no control plane gave a copy of the catalog");
    }

    private Optional<ImageFile.Saved> ask(long id) {
        var reply = new CompletableFuture<Reply>();
        platform.network()
                .peer(seat.addresses().get((int) id - 1))
                .call(
                        Method.CONTROL_COPY,
                        CatalogCopyRequest.getDefaultInstance().toByteString(),
                        ATTEMPT_NANOS,
                        answer -> reply.complete(answer));
        return reply.join() instanceof Reply.Answered(var payload)
                ? copyOf(payload)
                : Optional.empty();
    }

    private static Optional<ImageFile.Saved> copyOf(ByteString payload) {
        try {
            var copy = CatalogCopyReply.parseFrom(payload);
            return copy.hasFailure()
                    ? Optional.empty()
                    : Optional.of(
                            new ImageFile.Saved(
                                    CatalogCodec.decode(copy.getImage()),
                                    copy.getTerm(),
                                    copy.getIndex()));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
