/**
 * Torc on simulated parts: one seeded scheduler of events with virtual time, a log, a store and
 * clients that do everything their contracts allow. A scenario runs a seed; checkers, named by what
 * they assert, look at every step. The same seed gives the same run.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.simulation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
