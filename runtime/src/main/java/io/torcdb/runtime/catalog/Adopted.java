package io.torcdb.runtime.catalog;

import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.proto.internal.CatalogChange;
import io.torcdb.proto.internal.WatchReply;
import io.torcdb.wire.CatalogCodec;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What a follower holds: pure and immutable.
 *
 * @param leaders the node that leads, by group; soft state
 */
record Adopted(CatalogImage image, SequencedMap<Long, Long> leaders) {
    static final Adopted NOTHING = new Adopted(CatalogImage.EMPTY, new TreeMap<>());

    Adopted {
        leaders = Collections.unmodifiableSequencedMap(leaders);
    }

    /**
     * Returns what is held after {@code reply}: never an older version, another cluster's catalog,
     * or one without groups where there were some.
     *
     * @throws RefusedException when the reply cannot be adopted; a whole image may be
     */
    Adopted with(WatchReply reply) throws RefusedException {
        try {
            var next =
                    reply.hasImage()
                            ? replaced(CatalogCodec.decode(reply.getImage()))
                            : changed(reply.getChangesList());
            return new Adopted(next, leaders(reply.getLeadersList()));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("The control plane's answer is no catalog.", e);
        }
    }

    /** Returns what is held when it begins from {@code saved}. */
    Adopted with(CatalogImage saved) throws RefusedException {
        return new Adopted(replaced(saved), leaders);
    }

    private CatalogImage replaced(CatalogImage next) throws RefusedException {
        if (image.clusterId() != 0 && next.clusterId() != image.clusterId()) {
            throw new RefusedException(
                    "The control plane has the catalog of another cluster; it is not adopted.");
        }
        if (next.groups().isEmpty() && !image.groups().isEmpty()) {
            throw new RefusedException(
                    "The control plane has a catalog without groups; it is not adopted.");
        }
        return next.version() < image.version() ? image : next;
    }

    private CatalogImage changed(List<CatalogChange> changes) throws RefusedException {
        var next = image;
        for (var change : changes) {
            if (change.getBaseVersion() >= next.version()) {
                next =
                        next.with(CatalogCodec.decode(change))
                                .orElseThrow(
                                        () -> new RefusedException("A catalog change is missing."));
            }
        }
        return next;
    }

    private static SequencedMap<Long, Long> leaders(List<Long> pairs) {
        var leaders = new TreeMap<Long, Long>();
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            leaders.put(pairs.get(i), pairs.get(i + 1));
        }
        return leaders;
    }

    /** A reply that must not be adopted. */
    static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message);
        }

        RefusedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
