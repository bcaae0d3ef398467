/**
 * Finds who serves a key and gets the request there: catalog image → partition → group → leader,
 * with bounded repetition. Enter through {@link io.torcdb.router.routing.Routes}. A write is
 * repeated only when a node has said, or the network knows, that it was surely not applied. Never
 * blocks; knows no operation of the API.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.routing;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
