/**
 * The HTTP edge for DynamoDB's JSON protocol. Bytes come in, and leave as {@link
 * io.torcdb.model.request.Request} to {@link io.torcdb.model.request.Operations}; its outcome goes
 * back as bytes. Enter through {@link io.torcdb.router.http.HttpEdge}. Requests are handled on the
 * event loop that read them, so nothing here may wait. Decides what has the right form; never what
 * is allowed by a table or an expression.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
