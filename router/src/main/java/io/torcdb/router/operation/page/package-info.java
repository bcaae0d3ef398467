/**
 * Pages of Query and Scan: which part of a table or of one of its local indexes a request reads,
 * the rules of start keys, segments and Select, and the reading itself from partition to partition.
 * Knows no expression's text; the operations check a request and hand in a {@link
 * io.torcdb.router.operation.page.PagePlan}.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.operation.page;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
