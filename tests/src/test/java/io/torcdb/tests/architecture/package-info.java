/**
 * The house rules that a compiler does not know: who may depend on whom, what may be called where,
 * and what a tidy source looks like. Each rule names what to do instead.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.architecture;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
