package io.torcdb.node.sequencer;

import com.google.protobuf.ByteString;
import io.torcdb.node.store.Store;
import io.torcdb.node.store.StoredItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What items are for the next write: the newest image proposed in the open epoch, else what was
 * loaded for a write that waited for it, else the store's memory. Belongs to the sequencer's
 * logical thread.
 *
 * <p>A loaded image is right as long as it is kept: while a key loads, no write of it is sequenced,
 * and once one is accepted its image is pending and the loaded one is dropped.
 */
final class Images {
    private final Map<ByteString, Image> pending = new HashMap<>();
    private final Map<ByteString, Loaded> loaded = new HashMap<>();
    private final Map<ByteString, ArrayDeque<WriteTask>> loading = new LinkedHashMap<>();

    /** An image to evaluate on. Immutable. */
    static final class Image {
        private final byte @Nullable [] stored;
        private final @Nullable Proposal from;

        Image(byte @Nullable [] stored, @Nullable Proposal from) {
            this.stored = stored;
            this.from = from;
        }

        /** Returns the stored value, null when there is no item. */
        byte @Nullable [] stored() {
            return stored;
        }

        /** Returns the proposal that makes it, null when it is applied. */
        @Nullable Proposal from() {
            return from;
        }
    }

    /** A loaded image and how many of the writes that waited for it are still to come. */
    private static final class Loaded {
        private final Image image;
        private int awaited;

        Loaded(Image image, int awaited) {
            this.image = image;
            this.awaited = awaited;
        }
    }

    /** Returns the image without reading the disk, or empty when it must be loaded. */
    Optional<Image> find(ByteString key, Store store) {
        Image proposed = pending.get(key);
        if (proposed != null) {
            return Optional.of(proposed);
        }
        Loaded ready = loaded.get(key);
        if (ready != null) {
            passed(key);
            return Optional.of(ready.image);
        }
        var found = new ArrayList<Image>(1);
        boolean known =
                store.getFromMemory(
                        Store.Family.ITEMS, key.toByteArray(), value -> found.add(applied(value)));
        return known ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static Image applied(byte @Nullable [] value) {
        return new Image(value == null ? null : StoredItem.check(value), null);
    }

    /** Reads from disk; on a thread that may block. */
    static Image load(ByteString key, Store store) {
        return applied(store.get(Store.Family.ITEMS, key.toByteArray()));
    }

    /** One of the writes that waited for a loaded image came by, or will not come any more. */
    void passed(ByteString key) {
        Loaded ready = loaded.get(key);
        if (ready != null && --ready.awaited <= 0) {
            loaded.remove(key);
        }
    }

    /** An accepted write made a new image. */
    void propose(ByteString key, Image image) {
        pending.put(key, image);
        loaded.remove(key);
    }

    /** The entry is applied: the store has its images, unless newer ones are pending. */
    void applied(Proposal proposal) {
        for (Proposal.Member member : proposal.members()) {
            if (member.task() instanceof WriteTask write) {
                Image newest = pending.get(write.key());
                if (newest != null && newest.from() == proposal) {
                    pending.remove(write.key());
                }
            }
        }
    }

    /** A new epoch: nothing is pending in it yet. */
    void forgetPending() {
        pending.clear();
    }

    boolean mayLoad() {
        return loading.size() < Limits.LOADS;
    }

    boolean isLoading(ByteString key) {
        return loading.containsKey(key);
    }

    /** Lets a write wait for its image; returns whether the load is to be started. */
    boolean await(WriteTask write) {
        var waiting = loading.get(write.key());
        boolean first = waiting == null;
        if (waiting == null) {
            waiting = new ArrayDeque<>();
            loading.put(write.key(), waiting);
        }
        waiting.add(write);
        return first;
    }

    /** The image is there; returns who waited for it, in order. */
    List<Task> arrived(ByteString key, Image image) {
        var waiting = loading.remove(key);
        if (waiting == null) {
            return List.of();
        }
        loaded.put(key, new Loaded(image, waiting.size()));
        return List.copyOf(waiting);
    }

    /** The image cannot be had; returns who waited for it. */
    List<Task> failed(ByteString key) {
        var waiting = loading.remove(key);
        return waiting == null ? List.of() : List.copyOf(waiting);
    }

    /** Returns all who wait for images. */
    List<Task> waiting() {
        var all = new ArrayList<Task>();
        loading.values().forEach(all::addAll);
        return all;
    }

    boolean isIdle() {
        return loading.isEmpty();
    }

    /** Forgets everything. */
    void clear() {
        pending.clear();
        loaded.clear();
        loading.clear();
    }
}
