package io.torcdb.node.group;

import io.torcdb.node.group.Rules.Rule;
import io.torcdb.node.store.Store;
import io.torcdb.replication.GroupId;
import java.util.function.Consumer;

/** Opens groups that break a rule: only tests can, from inside the room. */
public final class RelaxedGroup {
    private RelaxedGroup() {}

    /** Returns all rules but some. */
    public static Rules without(Rule first, Rule... others) {
        return Rules.without(first, others);
    }

    /** Opens a replica under {@code rules}. */
    public static Group open(
            GroupId id,
            Store store,
            StateCopies copies,
            Consumer<Throwable> onFailure,
            Rules rules) {
        return new Group(id, store, copies, onFailure, rules);
    }
}
