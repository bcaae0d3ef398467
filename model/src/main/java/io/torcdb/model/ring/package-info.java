/**
 * Where things belong: tokens of partition keys, ranges of tokens, and the consistent-hash ring
 * that decides which nodes hold which group. Pure functions of their arguments; every process must
 * come to the same answer.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.ring;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
