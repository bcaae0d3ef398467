package io.torcdb.control.catalog;

import io.torcdb.model.catalog.CatalogChange;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.replication.StateMachine;
import io.torcdb.runtime.catalog.ImageFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog as a replicated state machine: its state is an image, its entries are changes, its
 * snapshot is a file that holds the image and the position of the entry that made it. A restart
 * begins from the file and applies what came later again. Readers on any thread see one image and
 * its position together.
 */
public final class CatalogMachine implements StateMachine {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogMachine.class);

    /** How many changes a follower of the catalog may lie behind before it gets all of it. */
    private static final int HISTORY_CHANGES = 2_048;

    private final Path file;
    private final CatalogCopies copies;
    private final Consumer<Throwable> fatal;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final History history = new History(HISTORY_CHANGES); // guarded by the lock
    private volatile Applied state;
    private volatile long leadingTerm;

    /** An image and the position of the last entry that it holds. */
    public record Applied(CatalogImage image, Position at) {}

    private CatalogMachine(
            Path file, CatalogCopies copies, Consumer<Throwable> fatal, Applied state) {
        this.file = file;
        this.copies = copies;
        this.fatal = fatal;
        this.state = state;
    }

    /**
     * Begins from {@code file} where there is one, else from nothing.
     *
     * @param fatal told when the log failed and the process must stop
     * @throws IOException when the file is damaged, with a sentence fit for users
     */
    public static CatalogMachine open(Path file, CatalogCopies copies, Consumer<Throwable> fatal)
            throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var state =
                ImageFile.load(file)
                        .map(CatalogMachine::appliedOf)
                        .orElse(new Applied(CatalogImage.EMPTY, Position.NONE));
        return new CatalogMachine(file, copies, fatal, state);
    }

    /** Returns the newest image that is applied here; others may have applied more. */
    public CatalogImage image() {
        return state.image();
    }

    /** Returns the image together with its position. */
    public Applied state() {
        return state;
    }

    /** Returns the term in which this control plane leads, 0 when it does not. */
    public long leadingTerm() {
        return leadingTerm;
    }

    /**
     * Calls {@code listener} after each change of the image and of the leadership, on the log's
     * thread: it must be short and must not wait.
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Returns the changes that lead from {@code version} to the image of this moment; empty when
     * they are no longer known.
     */
    public Optional<List<CatalogChange>> changesSince(long version) {
        lock.lock();
        try {
            return state.image().version() == version
                    ? Optional.of(List.of())
                    : history.since(version);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the change that was made to {@code version}, while it is known. */
    Optional<CatalogChange> changeOf(long version) {
        lock.lock();
        try {
            return history.changeOf(version);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Position applied() {
        return state.at();
    }

    @Override
    public void apply(Position at, ByteBuffer entry) {
        var change = CatalogEntry.decode(entry);
        var next = state.image().with(change);
        lock.lock();
        try {
            state = new Applied(next.orElse(state.image()), at);
            if (next.isPresent()) {
                history.add(change);
            }
        } finally {
            lock.unlock();
        }
        tell();
    }

    @Override
    public void leading(long term) {
        leadingTerm = term;
        tell();
    }

    @Override
    public void notLeading() {
        leadingTerm = 0;
        tell();
    }

    @Override
    public Position snapshot() {
        var now = state;
        try {
            ImageFile.save(file, savedOf(now));
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog could not be saved in " + file + ".", e);
        }
        return now.at();
    }

    @Override
    public CompletableFuture<Position> restore(Member source, Position firstAvailable) {
        var atLeast = new Position(firstAvailable.term(), firstAvailable.index() - 1);
        return copies.fetch(source, atLeast).thenApply(this::replace);
    }

    @Override
    public void failed(Throwable cause) {
        fatal.accept(cause);
    }

    private Position replace(ImageFile.Saved copy) {
        var before = state;
        var next = appliedOf(copy);
        var cluster = before.image().clusterId();
        if (cluster != 0 && next.image().clusterId() != cluster) {
            throw new IllegalStateException("a copy of another cluster's catalog");
        }
        if (next.image().version() < before.image().version()
                || next.at().index() < before.at().index()) {
            throw new IllegalStateException("a copy that is older than the catalog here");
        }
        try {
            ImageFile.save(file, copy);
        } catch (IOException e) {
            throw new UncheckedIOException("The catalog could not be saved in " + file + ".", e);
        }
        lock.lock();
        try {
            state = next;
            history.clear();
        } finally {
            lock.unlock();
        }
        LOG.info("took over a copy of the catalog at version {}", next.image().version());
        tell();
        return next.at();
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    private static Applied appliedOf(ImageFile.Saved saved) {
        return new Applied(saved.image(), new Position(saved.term(), saved.index()));
    }

    private static ImageFile.Saved savedOf(Applied applied) {
        return new ImageFile.Saved(applied.image(), applied.at().term(), applied.at().index());
    }
}
