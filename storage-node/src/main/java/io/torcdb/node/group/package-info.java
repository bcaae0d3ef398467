/**
 * The replicated state of a group: {@link io.torcdb.node.group.Group} applies log entries to a
 * {@link io.torcdb.node.store.Store}, on every replica alike. Applying is a pure function of
 * (state, entry): what is written was evaluated by the sequencer of the leader. Knows no clock, no
 * request and no leadership beyond passing it on.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.node.group;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
