/**
 * The parameters from before expressions (Expected, AttributeUpdates, KeyConditions, QueryFilter,
 * ScanFilter, AttributesToGet), translated into the very trees that expressions become, so that
 * there is one evaluator. Attribute names are taken literally: there are no paths. Checks what
 * needs no table, attribute by attribute in the order of the request.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.expression.legacy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
