/**
 * The catalog as seen by those who follow it: {@link io.torcdb.runtime.catalog.ControlClient} calls
 * the control plane's leader, {@link io.torcdb.runtime.catalog.CatalogFollower} holds the newest
 * image and keeps it on disk, so that routers and nodes go on, and start, without a control plane.
 * Nothing here may go back to an older version.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.runtime.catalog;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
