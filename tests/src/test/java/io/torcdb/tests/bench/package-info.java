/**
 * What an item and an expression cost, measured with JMH: time and bytes allocated per operation,
 * beside a bare pass of the JSON library over the same bytes. {@code ./dev bench} runs it and
 * prints the figures; the tests here run each body once and look at what comes out.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.bench;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
