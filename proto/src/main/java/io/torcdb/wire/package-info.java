/**
 * Codecs between the model and its messages: {@link io.torcdb.wire.ExpressionCodec} for expression
 * trees. What they read was written by a process of this cluster, yet is never trusted to be sound.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
