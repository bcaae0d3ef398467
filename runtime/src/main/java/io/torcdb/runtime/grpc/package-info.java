/**
 * The network between processes: one gRPC stream from each process to each peer that it calls, on
 * which whatever waits travels in one frame. Everything about a connection happens on its event
 * loop, without locks; users are answered there too and must not block it. Enter through {@link
 * io.torcdb.runtime.grpc.GrpcNetwork}. Knows no message but the frame.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.runtime.grpc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
