/**
 * A cluster of processes on this machine: what belongs to it, how its processes are started,
 * signalled and watched. The folder of the cluster holds everything that is known about it, so that
 * each command finds it again.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.deploy.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
