/**
 * The one program: reads the command line and starts what it says. Everything that users see of
 * {@code torc} is here; the work is done in the rooms that it starts. {@link
 * io.torcdb.deploy.Launcher} is the only {@code main} there is.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.deploy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
