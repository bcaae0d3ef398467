/**
 * The same random operations on Torc and on DynamoDB Local. Where they differ, either Torc is
 * wrong, or the difference is a fault of DynamoDB Local that is listed in {@code KnownFault} with
 * the rule it breaks.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.differential;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
