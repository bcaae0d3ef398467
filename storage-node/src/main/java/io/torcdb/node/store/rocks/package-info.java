/**
 * Stores on RocksDB. Enter through {@link io.torcdb.node.store.rocks.RocksStores}, one for each
 * node: it owns what the node's stores share. The only room that may see RocksDB; nothing of it
 * leaves, and every native object is closed by whoever made it.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.node.store.rocks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
