/**
 * The edge for routers, nodes and other control planes: messages to plans and outcomes to messages,
 * and the long polls of those who follow the catalog. All but the leader answer with the leader's
 * address. Decides nothing.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.control.rpc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
