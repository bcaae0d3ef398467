/**
 * The gRPC edge: {@code torc.v1.TorcDatabase} with reflection and health. Takes requests off the
 * wire, checks that they are well formed, hands them to {@link io.torcdb.model.request.Operations}
 * and writes replies, pages or errors. Enter through {@link io.torcdb.router.grpc.GrpcEdge}. Knows
 * no table, no expression and no node, and never blocks.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.grpc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
