/**
 * What attribute values must keep beyond the form of the wire they came on, worded as DynamoDB
 * words it. Entered by both edges; knows neither's wire.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.value;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
