/**
 * DynamoDB's expressions as resolved, sealed syntax trees, which hold no placeholders but only
 * paths and values, and what they do: conditions hold or not, updates make items, projections cut
 * them down, key conditions say what to read. Pure; knows neither text nor wire format.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.expression;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
