/**
 * Copies of committed state between replicas. The source keeps a checkpoint for as long as it is
 * read; the target fetches it aside, verifies it, makes it durable, and only then lets it take the
 * place of its own store.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.node.transfer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
