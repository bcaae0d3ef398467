package io.torcdb.node.group;

import java.util.EnumSet;
import java.util.Set;

/**
 * The rules without which an acknowledged answer could be lost, repeated or falsified. All of them
 * hold, always; the simulation drops one at a time to show that each is needed, and for that reason
 * they have names here. Immutable.
 */
public final class Rules {
    /** One rule; but for the last two the names are those of the model (docs/tla/Sequencer.tla). */
    public enum Rule {
        /** An entry is void unless the term of its epoch is that of the log entry. */
        TERM_RULE,
        /** An entry is void unless its epoch is the newest opened. */
        NEWEST_RULE,
        /** An entry is void unless its sequence is the next. */
        SEQ_RULE,
        /** An opening is void unless its epoch is above the newest opened. */
        OPEN_NEWER,
        /** After a re-opening nothing is sequenced until that is applied. */
        WAIT_REOPEN,
        /** A proposal that was refused or timed out is decided by the next opening only. */
        DECIDE_LATE,
        /** A refusal is answered after leadership was proved since it arrived. */
        PROVE_REF,
        /** Proofs are of the term in which the read or refusal arrived. */
        SAME_TERM,
        /** A refusal waits until the pending image it saw is applied. */
        DEP_WAIT,
        /** A strong read is taken after leadership was proved since it arrived. */
        PROVE_READ,
        /** Only a leader that has applied an entry of its own term serves reads. */
        READY_READ,
        /** Ownership is checked after the value was read. */
        OWN_AFTER,
        /** No reads of tokens while an entry that gives them away is undecided. */
        STOP_READS,
        /** No writes of tokens while an entry that gives them away is undecided. */
        STOP_WRITES,
        /** Once a copy has replaced the state, outstanding writes may have been applied. */
        SNAP_UNKNOWN,
        /** An eventual read is served only by a replica that heard from its leader lately. */
        HEARD_LEADER,
        /** An eventual read is served only by a replica that has caught up since its start. */
        CAUGHT_UP
    }

    /** Every rule. */
    public static final Rules ALL = new Rules(Set.of());

    private final Set<Rule> dropped;

    private Rules(Set<Rule> dropped) {
        this.dropped = dropped;
    }

    /** Returns all rules but some: for the tests that show what each guards. */
    static Rules without(Rule first, Rule... others) {
        return new Rules(EnumSet.of(first, others));
    }

    /** Returns whether a rule holds. */
    public boolean hold(Rule rule) {
        return dropped.isEmpty() || !dropped.contains(rule);
    }
}
