/**
 * A whole cluster in one JVM: control plane, storage nodes and router as they run everywhere, with
 * messages handed over in memory. Enter through {@link io.torcdb.deploy.local.LocalCluster}; {@link
 * io.torcdb.deploy.local.ProcessStarter} starts the same processes in JVMs of their own.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.deploy.local;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
