/**
 * The contract between Torc and Raft: {@link io.torcdb.replication.ReplicatedLog} orders entries on
 * all replicas of a group, {@link io.torcdb.replication.StateMachine} applies them. What an
 * implementation may do to its users (lose leadership, forget to say what became of a proposal,
 * append it late, replay after a restart, replace entries by a copy of the state) is written there;
 * the simulation does all of it.
 */
@NullMarked
@CheckReturnValue
package io.torcdb.replication;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
