/**
 * What the operations on tables check and tell, in DynamoDB's words and order: new tables, changes
 * of their settings, descriptions, sizes, ARNs. Used by the operations; makes messages for the
 * control plane and sends none but the question for sizes.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.router.operation.table;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
