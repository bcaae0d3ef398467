/**
 * What reads and writes cost, as DynamoDB prices them: {@link io.torcdb.model.capacity.Units} of
 * one item or page, summed by {@link io.torcdb.model.capacity.Consumption}. Pure arithmetic on
 * sizes; knows no limit and refuses nothing.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.capacity;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
