/**
 * Who belongs to the cluster: the registration of nodes, which is part of the catalog, and their
 * heartbeats, which are soft state and never reach a log.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.control.membership;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
