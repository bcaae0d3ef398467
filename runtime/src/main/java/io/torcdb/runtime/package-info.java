/**
 * The seams between Torc and its machine: time, chance, threads and network, and the order in which
 * the parts of a process start and stop. Everything that could differ between two runs of the same
 * code comes in through {@link io.torcdb.runtime.Platform}; the only module that may read a clock.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.runtime;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
