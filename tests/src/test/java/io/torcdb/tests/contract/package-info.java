/** One suite for each seam, run on every implementation of it. */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.contract;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
