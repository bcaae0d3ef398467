/**
 * The codings of HTTP bodies, both ways, by the JDK's codecs. Enter through {@link
 * io.torcdb.router.http.coding.ContentCoding}. Knows no connection and keeps no state.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.http.coding;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
