/** Checks the TLA+ models under docs/tla with TLC, each run in a JVM of its own. */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.model;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
