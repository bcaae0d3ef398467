/**
 * Checks that operations share, each with DynamoDB's own words: the constraints of the published
 * model, the expressions of a request in their order, the limits of items. Used by the rooms of the
 * operations; pure, knows no table but by its schema.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.operation.check;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
