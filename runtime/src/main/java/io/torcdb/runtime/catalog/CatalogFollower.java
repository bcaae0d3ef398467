package io.torcdb.runtime.catalog;

import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.proto.internal.ControlFailure;
import io.torcdb.proto.internal.Method;
import io.torcdb.proto.internal.WatchReply;
import io.torcdb.proto.internal.WatchRequest;
import io.torcdb.runtime.Monitor;
import io.torcdb.runtime.Network.Reply;
import io.torcdb.runtime.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the newest catalog that this process has seen. It waits at the control plane for the next
 * version (a long poll on a thread of its own), keeps what it has on disk, and goes on with that
 * while no control plane answers. The network is told of the catalog's cluster. Safe for use by
 * many threads; {@link #image} and {@link #leaderHint} never wait.
 */
public final class CatalogFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogFollower.class);

    private static final int POLL_MILLIS = 2_000;

    /** What the network may take beyond the poll before another control plane is asked. */
    private static final long POLL_MARGIN_NANOS = 1_000_000_000L;

    private static final long RETRY_NANOS = 200_000_000L;
    private static final long REFUSED_PAUSE_NANOS = 1_000_000_000L;
    private static final long REFRESH_ATTEMPT_NANOS = 1_000_000_000L;

    /** The least rest between two refreshes; it lasts as long as the one before it has taken. */
    static final long REFRESH_REST_NANOS = 5_000_000L;

    /** The rest after a refresh that was not answered. */
    private static final long UNANSWERED_REST_NANOS = 100_000_000L;

    private static final long SAVE_EVERY_NANOS = 1_000_000_000L;

    private final ControlClient client;
    private final Platform platform;
    private final Path file;
    private final List<Consumer<CatalogImage>> listeners = new CopyOnWriteArrayList<>();

    private final Monitor monitor;
    private volatile Adopted adopted = Adopted.NOTHING;

    // Guarded by the monitor.
    private boolean refreshing;
    private long refreshesBegun;
    private long refreshesEnded;
    private long newestAnswered;
    private long nextRefreshNanos;
    private volatile boolean closed;
    private volatile boolean wholeNext;

    private final ReentrantLock saving = new ReentrantLock();
    private volatile long savedVersion;

    /**
     * @param savedImage the file that keeps the image; its folder must exist
     */
    public CatalogFollower(ControlClient client, Platform platform, Path savedImage) {
        this.client = client;
        this.platform = platform;
        this.file = savedImage;
        this.monitor = new Monitor(platform.time());
        this.nextRefreshNanos = platform.time().nanoTime();
    }

    /** Takes the image from disk and begins to follow. A damaged file is as good as none. */
    public void start() {
        try {
            var saved = ImageFile.load(file);
            if (saved.isPresent()) {
                adopt(before -> before.with(saved.get().image()));
                savedVersion = image().version();
            }
        } catch (IOException | Adopted.RefusedException e) {
            LOG.warn("The saved catalog is of no use", e);
        }
        platform.threads().newThread(this::follow).start();
        platform.threads().newThread(this::keep).start();
    }

    /** Returns the newest image seen; {@link CatalogImage#EMPTY} when there was none yet. */
    public CatalogImage image() {
        return adopted.image();
    }

    /** Returns the id of the node that leads {@code group} as far as is known, or 0. */
    public long leaderHint(long group) {
        return adopted.leaders().getOrDefault(group, 0L);
    }

    /**
     * Tells {@code listener} each newer image, in order, and at once if there is one already. It is
     * called while nothing newer is adopted: it must be short, and must not wait for this follower.
     */
    public void onChange(Consumer<CatalogImage> listener) {
        monitor.lock();
        try {
            listeners.add(listener);
            if (image().version() > 0) {
                listener.accept(image());
            }
        } finally {
            monitor.unlock();
        }
    }

    /** Waits until the image is at {@code version} or newer; returns whether it is. */
    public boolean awaitVersion(long version, long timeoutNanos) {
        if (image().version() >= version) {
            return true;
        }
        monitor.lock();
        try {
            monitor.await(() -> closed || image().version() >= version, timeoutNanos);
            return image().version() >= version;
        } finally {
            monitor.unlock();
        }
    }

    /**
     * Asks the control plane for the newest catalog. Callers share the question, of which only one
     * is under way, and which rests between two; it always begins after the call, so that what was
     * acknowledged before the call is in the image after it.
     *
     * @return whether the control plane answered in time; else the image is what it was
     */
    public boolean refresh(long timeoutNanos) {
        var deadline = platform.time().nanoTime() + timeoutNanos;
        monitor.lock();
        try {
            var mine = refreshesBegun + 1;
            while (refreshesEnded < mine) {
                var now = platform.time().nanoTime();
                if (closed || deadline - now <= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                var rest = nextRefreshNanos - now;
                if (refreshing) {
                    monitor.await(() -> closed || !refreshing, deadline - now);
                } else if (rest > 0) {
                    monitor.await(() -> closed || refreshing, Math.min(rest, deadline - now));
                } else {
                    ask(deadline - now);
                }
            }
            return newestAnswered >= mine;
        } finally {
            monitor.unlock();
        }
    }

    @Override
    public void close() {
        monitor.lock();
        try {
            closed = true;
            monitor.changed();
        } finally {
            monitor.unlock();
        }
        save();
    }

    /** Puts one question for all who wait; called, and returns, with the monitor held. */
    private void ask(long timeoutNanos) {
        refreshing = true;
        var begun = platform.time().nanoTime();
        var mine = ++refreshesBegun;
        monitor.unlock();
        var answered = false;
        try {
            answered = watch(0, timeoutNanos, REFRESH_ATTEMPT_NANOS);
        } finally {
            monitor.lock();
            refreshing = false;
            var now = platform.time().nanoTime();
            nextRefreshNanos =
                    now
                            + (answered
                                    ? Math.max(now - begun, REFRESH_REST_NANOS)
                                    : UNANSWERED_REST_NANOS);
            refreshesEnded = mine;
            newestAnswered = answered ? mine : newestAnswered;
            monitor.changed();
        }
    }

    private void follow() {
        while (!closed) {
            var timeoutNanos = POLL_MILLIS * 1_000_000L + POLL_MARGIN_NANOS;
            if (!watch(POLL_MILLIS, timeoutNanos, timeoutNanos) && !closed) {
                pause(wholeNext ? REFUSED_PAUSE_NANOS : RETRY_NANOS);
            }
        }
    }

    /** Waits for news and adopts them; returns whether the control plane's leader answered. */
    private boolean watch(int waitMillis, long timeoutNanos, long attemptNanos) {
        var whole = wholeNext;
        wholeNext = false;
        var held = image();
        var request =
                WatchRequest.newBuilder()
                        .setClusterId(held.clusterId())
                        .setVersion(whole ? 0 : held.version())
                        .setWaitMillis(waitMillis)
                        .build();
        var reply =
                client.call(
                        Method.CONTROL_WATCH, request.toByteString(), timeoutNanos, attemptNanos);
        if (reply instanceof Reply.NotDelivered(var reason, var refused) && refused) {
            LOG.error("The catalog cannot be followed: {}", reason);
            wholeNext = true;
        }
        if (!(reply instanceof Reply.Answered(var payload))) {
            return false;
        }
        try {
            var answer = WatchReply.parseFrom(payload);
            if (answer.hasFailure()) {
                report(answer.getFailure());
                return false;
            }
            adopt(before -> before.with(answer));
            return true;
        } catch (InvalidProtocolBufferException e) {
            LOG.error("The control plane answered something that is no catalog", e);
        } catch (Adopted.RefusedException e) {
            LOG.error("A catalog was not adopted; the present one stays in use", e);
            wholeNext = true;
        }
        return false;
    }

    private static void report(ControlFailure failure) {
        if (failure.hasRefused()) {
            LOG.error("The control plane refused this process: {}", failure.getRefused());
        }
    }

    private interface Adoption {
        Adopted of(Adopted held) throws Adopted.RefusedException;
    }

    private void adopt(Adoption adoption) throws Adopted.RefusedException {
        monitor.lock();
        try {
            var before = adopted;
            adopted = adoption.of(before);
            if (adopted.image().version() > before.image().version()) {
                belong(adopted.image().clusterId());
                for (var listener : listeners) {
                    tell(listener);
                }
                monitor.changed();
            }
        } finally {
            monitor.unlock();
        }
    }

    /** Whoever follows the catalog of a cluster talks to nobody of another one. */
    private void belong(long clusterId) {
        if (clusterId != 0) {
            platform.network().belongsTo(clusterId);
        }
    }

    private void tell(Consumer<CatalogImage> listener) {
        try {
            listener.accept(adopted.image());
        } catch (RuntimeException e) {
            LOG.error("A listener of the catalog failed", e);
        }
    }

    /** Saves what is new, at most once a second. */
    private void keep() {
        while (!closed) {
            monitor.lock();
            try {
                monitor.await(() -> closed || savedVersion != image().version(), SAVE_EVERY_NANOS);
            } finally {
                monitor.unlock();
            }
            save();
            pause(SAVE_EVERY_NANOS);
        }
    }

    private void save() {
        saving.lock();
        try {
            var image = image();
            if (image.version() != savedVersion) {
                ImageFile.save(file, new ImageFile.Saved(image, 0, -1));
                savedVersion = image.version();
            }
        } catch (IOException e) {
            LOG.warn("The catalog could not be saved in {}", file, e);
        } finally {
            saving.unlock();
        }
    }

    private void pause(long nanos) {
        try {
            platform.time().sleep(nanos);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
