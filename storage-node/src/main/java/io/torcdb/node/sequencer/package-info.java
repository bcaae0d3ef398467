/**
 * Orders and evaluates everything that a led group does, and proposes what came of it as log
 * entries. Enter through {@link io.torcdb.node.sequencer.GroupService}. One {@code Sequencer} lives
 * per led term; the rules that make its answers true are listed in {@link
 * io.torcdb.node.group.Rules}. Knows no network: requests come in as messages, answers leave
 * through the callers' functions.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.node.sequencer;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
