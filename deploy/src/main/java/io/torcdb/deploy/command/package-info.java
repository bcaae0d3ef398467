/**
 * What the commands share: settings, data folders, ports, admin ports, and how to say that
 * something could not be done. Knows none of the commands.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.deploy.command;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
