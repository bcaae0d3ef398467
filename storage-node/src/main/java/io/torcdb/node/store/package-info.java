/**
 * Where a replica keeps its state: {@link io.torcdb.node.store.Store}, an ordered map of bytes with
 * atomic batches, and the layout of its keys. Knows nothing of requests, logs or leadership.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.node.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
