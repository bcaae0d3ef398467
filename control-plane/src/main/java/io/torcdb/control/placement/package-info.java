/**
 * Pure planners: from a catalog image to the changes that place its groups and partitions. No
 * clock, no chance, no network.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.control.placement;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
