package io.torcdb.control.catalog;

import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import io.torcdb.runtime.catalog.ImageFile;
import java.util.concurrent.CompletableFuture;

/** Where a control plane that was away too long finds the catalog. */
public interface CatalogCopies {
    /**
     * Fetches a committed catalog from {@code source} or any other control plane.
     *
     * @param atLeast the copy must hold the entry at this position, or later ones
     */
    CompletableFuture<ImageFile.Saved> fetch(Member source, Position atLeast);
}
