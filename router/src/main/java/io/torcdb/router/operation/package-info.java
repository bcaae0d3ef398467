/**
 * Turns validated requests into replies: one class for each operation of the API. Enter through
 * {@link io.torcdb.router.operation.RouterOperations}; called by both edges. Static checks come
 * before the table's look-up, checks against its schema after it. Knows no wire format, no node
 * address.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.operation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
