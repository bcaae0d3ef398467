/**
 * Controllers that drive the cluster toward the catalog: the first groups, tables that are made or
 * dropped. All they do may be repeated, by them or by the next leader, and changes nothing then.
 * Enter through {@link io.torcdb.control.reconcile.Reconciler}.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.control.reconcile;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
