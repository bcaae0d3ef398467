/** The admin commands: they ask an admin port and print what it answers. */
@NullMarked
@CheckReturnValue
package io.torcdb.deploy.admin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
