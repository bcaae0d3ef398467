/**
 * The shapes of DynamoDB's replies in JSON: from a {@link io.torcdb.model.request.Response} or a
 * {@link io.torcdb.model.outcome.Failure} to the bytes of a body. Enter through {@link
 * io.torcdb.router.http.reply.ResponseEncoder} and {@link io.torcdb.router.http.reply.HttpErrors}.
 * Knows no connection.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.http.reply;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
