/**
 * One router process: a stateless front that takes HTTP and gRPC in, finds the node that serves a
 * key and brings its answer back. {@link io.torcdb.router.RouterProcess} is the only class that
 * knows every room of the module.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
