/**
 * What users of the API may rely on, shown through the AWS SDK and bare HTTP on a cluster in one
 * JVM: one row for each rule. {@link io.torcdb.tests.conformance.Database} starts the cluster once.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.conformance;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
