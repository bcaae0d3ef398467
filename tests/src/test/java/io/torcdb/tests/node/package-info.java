/**
 * Storage nodes and a control plane in one JVM, on real logs and real databases, without routers.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.tests.node;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
