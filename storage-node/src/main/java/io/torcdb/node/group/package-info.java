/** The replicated state machine of a group and its reads. */
@NullMarked
@CheckReturnValue
package io.torcdb.node.group;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
