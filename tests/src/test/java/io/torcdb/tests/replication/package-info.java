/**
 * What Apache Ratis would lose without the append guard: four cases, each in a JVM of its own
 * against real servers, once as the release is and once as Torc runs it.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.replication;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
