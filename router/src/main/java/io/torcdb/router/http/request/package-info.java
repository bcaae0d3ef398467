/**
 * The shapes of DynamoDB's requests in JSON: from the bytes of a body to a {@link
 * io.torcdb.model.request.Request}, in one pass and in bounded memory. Enter through {@link
 * io.torcdb.router.http.request.RequestDecoder}. Decides what has the right form; knows no
 * connection, no table and no expression.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.http.request;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
