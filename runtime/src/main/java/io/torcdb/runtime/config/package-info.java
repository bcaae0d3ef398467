/**
 * Settings: from file, environment and command line, checked at start. Each process turns a {@link
 * io.torcdb.runtime.config.Config} into its own record with a static {@code from(Config)}. {@link
 * io.torcdb.runtime.config.Settings} lists all keys there are.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.runtime.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
