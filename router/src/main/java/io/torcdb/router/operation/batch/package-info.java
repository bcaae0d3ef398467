/**
 * BatchGetItem and BatchWriteItem: many items of many tables in one request. Everything that can be
 * checked is checked before anything is sent; then each element travels by itself, all of them side
 * by side, and what could not be done now is handed back as unprocessed. Enter through {@link
 * io.torcdb.router.operation.batch.BatchReads} and {@link
 * io.torcdb.router.operation.batch.BatchWrites}. Never blocks.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.operation.batch;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
