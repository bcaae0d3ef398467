/**
 * What an operator sees of a process: whether it lives and is ready, its metrics, and the JSON
 * views of the cluster. Each process shows its {@link io.torcdb.runtime.admin.Health}; the launcher
 * serves it at the admin port of the JVM. Nothing here changes data.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.runtime.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
