package io.torcdb.node.transfer;

import io.torcdb.node.group.Group;
import io.torcdb.node.store.DurableFiles;
import io.torcdb.node.store.StoreException;
import io.torcdb.proto.internal.CopyBeginReply;
import io.torcdb.proto.internal.CopyBeginRequest;
import io.torcdb.proto.internal.CopyEndReply;
import io.torcdb.proto.internal.CopyEndRequest;
import io.torcdb.proto.internal.CopyReadReply;
import io.torcdb.proto.internal.CopyReadRequest;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.runtime.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives copies of the replicas at hand to other nodes. A copy is a checkpoint that is kept until
 * its reader ends it or has not been heard of for {@link #ABANDONED_AFTER_NANOS}. Requests are
 * answered from threads of their own; safe for use by many threads.
 */
public final class CopySource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CopySource.class);

    /** Copies that are kept at the same time. */
    static final int MAX_COPIES = 4;

    /** Requests that are worked on at the same time. */
    static final int MAX_STEPS = 8;

    /** The largest part of a file in one reply. */
    static final int MAX_CHUNK_BYTES = 1 << 20;

    /** A copy that nobody asked for in this time is dropped. */
    static final long ABANDONED_AFTER_NANOS = 60_000_000_000L;

    private final LongFunction<Optional<Group>> groups;
    private final Path folder;
    private final Platform platform;
    private final Map<Long, Copy> copies = new ConcurrentSkipListMap<>();
    private final Semaphore places = new Semaphore(MAX_COPIES);
    private final Semaphore steps = new Semaphore(MAX_STEPS);
    private volatile boolean closed;

    private CopySource(LongFunction<Optional<Group>> groups, Path folder, Platform platform) {
        this.groups = groups;
        this.folder = folder;
        this.platform = platform;
    }

    /**
     * Opens it, and removes what a crash has left over.
     *
     * @param groups finds the replicas at hand
     * @param folder for the checkpoints, on the file system of the stores
     */
    public static CopySource open(
            LongFunction<Optional<Group>> groups, Path folder, Platform platform)
            throws IOException {
        DurableFiles.deleteTree(folder);
        DurableFiles.createFolder(folder);
        return new CopySource(groups, folder, platform);
    }

    /** Makes a copy. */
    public void begin(CopyBeginRequest request, Consumer<CopyBeginReply> answer) {
        step(
                () -> begin(request),
                failure -> CopyBeginReply.newBuilder().setFailure(failure).build(),
                answer);
    }

    /** Reads a part of a copy. */
    public void read(CopyReadRequest request, Consumer<CopyReadReply> answer) {
        step(
                () -> read(request),
                failure -> CopyReadReply.newBuilder().setFailure(failure).build(),
                answer);
    }

    /** Drops a copy; one that is not there is dropped already. */
    public void end(CopyEndRequest request, Consumer<CopyEndReply> answer) {
        step(
                () -> {
                    drop(request.getId());
                    return CopyEndReply.getDefaultInstance();
                },
                _ -> CopyEndReply.getDefaultInstance(),
                answer);
    }

    private interface Step<R> {
        R run() throws IOException, Refusal;
    }

    private interface Refused<R> {
        R reply(NodeFailure failure);
    }

    private <R> void step(Step<R> step, Refused<R> refused, Consumer<R> answer) {
        if (!steps.tryAcquire()) {
            answer.accept(refused.reply(busy()));
            return;
        }
        platform.threads()
                .newThread(() -> {
                    R reply;
                    try {
                        reply = step.run();
                    } catch (Refusal refusal) {
                        reply = refused.reply(refusal.failure);
                    } catch (IOException | RuntimeException e) {
                        LOG.warn("A copy of a replica failed", e);
                        reply = refused.reply(notReady("the copy failed: " + e.getMessage()));
                    } finally {
                        steps.release();
                    }
                    answer.accept(reply);
                })
                .start();
    }

    private CopyBeginReply begin(CopyBeginRequest request) throws IOException, Refusal {
        var group = groups.apply(request.getGroup());
        if (group.isEmpty() || closed) {
            throw new Refusal(notReady("this node has no replica of the group"));
        }
        if (!places.tryAcquire()) {
            throw new Refusal(busy());
        }
        var kept = false;
        try {
            var copy = checkpoint(group.get());
            copies.put(copy.id(), copy);
            kept = true;
            watch(copy);
            return CopyBeginReply.newBuilder().setCopy(copy.describe()).build();
        } catch (StoreException e) {
            throw new Refusal(notReady(String.valueOf(e.getMessage())));
        } finally {
            if (!kept) {
                places.release();
            }
        }
    }

    private Copy checkpoint(Group group) throws IOException {
        var id = platform.random().nextLong(1, Long.MAX_VALUE);
        var place = folder.resolve(Long.toString(id));
        // Read before, so that the checkpoint holds at least this; its own META tells exactly.
        var position = group.applied();
        try {
            group.store().checkpoint(place);
            return Copy.of(id, position, place, platform.time().nanoTime());
        } catch (IOException | RuntimeException e) {
            DurableFiles.deleteTree(place);
            throw e;
        }
    }

    private CopyReadReply read(CopyReadRequest request) throws IOException, Refusal {
        var copy = copies.get(request.getId());
        if (copy == null) {
            throw new Refusal(notReady("there is no such copy; it may have been dropped"));
        }
        copy.touch(platform.time().nanoTime());
        var chunkBytes = Math.clamp(request.getBytes(), 0, MAX_CHUNK_BYTES);
        var bytes = copy.read(request.getName(), request.getOffset(), chunkBytes);
        if (bytes.isEmpty()) {
            throw new Refusal(notReady("the copy has no such part"));
        }
        return CopyReadReply.newBuilder().setBytes(bytes.get()).build();
    }

    private void watch(Copy copy) {
        var idleNanos = platform.time().nanoTime() - copy.lastUseNanos();
        var leftNanos = ABANDONED_AFTER_NANOS - idleNanos;
        if (leftNanos > 0) {
            platform.time()
                    .schedule(
                            leftNanos,
                            () -> {
                                if (copies.containsKey(copy.id())) {
                                    platform.threads().newThread(() -> watch(copy)).start();
                                }
                            });
        } else {
            LOG.warn("Copy {} was abandoned", copy.id());
            drop(copy.id());
        }
    }

    private void drop(long id) {
        var copy = copies.remove(id);
        if (copy == null) {
            return;
        }
        try {
            DurableFiles.deleteTree(copy.folder());
        } catch (IOException e) {
            LOG.warn("Copy {} could not be removed", id, e);
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        copies.keySet().forEach(this::drop);
    }

    private static NodeFailure busy() {
        return NodeFailure.newBuilder().setBusy("too many copies are being made").build();
    }

    private static NodeFailure notReady(String why) {
        return NodeFailure.newBuilder().setNotReady(why).build();
    }

    /** Carries a failure out of a step. */
    private static final class Refusal extends Exception {
        private final transient NodeFailure failure;

        Refusal(NodeFailure failure) {
            super(failure.toString(), null, false, false);
            this.failure = failure;
        }
    }
}
