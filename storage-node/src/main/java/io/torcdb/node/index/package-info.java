/**
 * Entries of local indexes, derived from what a write changes: {@link
 * io.torcdb.node.index.IndexEntries} are those of one image of an item, {@link
 * io.torcdb.node.index.IndexChanges} lead from one to the next. Pure: knows no group and no log.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.node.index;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
