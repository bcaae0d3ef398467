/**
 * A storage node's edge: decodes what routers, the control plane and other nodes ask, finds the
 * group, and encodes the answer. Evaluates nothing and never blocks a network thread.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.node.rpc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
