/**
 * Tables: their keys, the rules that items and key parameters keep, and what shapes the effects of
 * writes. Enter through {@link io.torcdb.model.schema.TableSchema}. Knows no catalog and no store.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.model.schema;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
