/**
 * One control plane: its settings and its wiring. Enter through {@link
 * io.torcdb.control.ControlPlaneProcess}.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.control;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
