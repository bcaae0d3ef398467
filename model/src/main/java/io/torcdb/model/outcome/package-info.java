/**
 * What became of a request: {@link io.torcdb.model.outcome.Outcome} and the failures that users may
 * see. Expected failures are values and are never thrown. Knows no wire format.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.outcome;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
