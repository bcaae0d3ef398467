/**
 * The requests and replies of the API, as its edges hand them to the operations: shaped and typed,
 * but not yet validated; expressions are still text. One record for each operation and its reply.
 * Member names are DynamoDB's. A member that is absent is empty; enumerations are kept as the text
 * that was sent.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.request;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
