/**
 * Real processes: clusters started by Torc's own commands, killed, frozen and started again, and
 * judged through the AWS SDK by what they acknowledged.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
