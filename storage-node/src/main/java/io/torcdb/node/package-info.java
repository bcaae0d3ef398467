/**
 * One storage node as a process: its configuration, its data folder, its place in the cluster, and
 * the wiring of its rooms. Enter through {@link io.torcdb.node.StorageNodeProcess}.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.node;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
