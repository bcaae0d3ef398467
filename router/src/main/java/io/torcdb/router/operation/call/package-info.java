/**
 * Requests on one item on their way to a node, as the routes send them. Used by the rooms of the
 * operations.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.operation.call;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
