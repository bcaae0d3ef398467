/**
 * Attribute values, items and keys: their limits, sizes, order and binary encodings. Enter through
 * {@link io.torcdb.model.item.AttributeValue} and {@link io.torcdb.model.item.Item}. Knows no JSON,
 * no protobuf and no store.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.item;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
