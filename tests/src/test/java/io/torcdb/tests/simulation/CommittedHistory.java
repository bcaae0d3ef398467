package io.torcdb.tests.simulation;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.torcdb.node.group.Epoch;
import io.torcdb.node.group.Rules;
import io.torcdb.node.group.Rules.Rule;
import io.torcdb.node.store.StoredItem;
import io.torcdb.proto.internal.Effect;
import io.torcdb.proto.internal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What the committed log means, told apart from the product: each write is applied once, evaluated
 * on the value it is applied to, and only where it is owned; epochs never go back; time rises.
 */
final class CommittedHistory {
    private final Rules rules;
    private final Violations violations;
    private final TreeMap<ByteString, Long> values =
            new TreeMap<>(ByteString.unsignedLexicographicalComparator());
    private final TreeSet<Long> done = new TreeSet<>();
    private final List<Consumer<Map<ByteString, Long>>> onGiven = new ArrayList<>();
    private Epoch epoch = Epoch.NONE;
    private long next;
    private long groupTime;
    private boolean given;

    CommittedHistory(Rules rules, Violations violations) {
        this.rules = rules;
        this.violations = violations;
    }

    /** Asks to be told when the tokens are given away, with the values of that moment. */
    void onGiven(Consumer<Map<ByteString, Long>> tell) {
        onGiven.add(tell);
    }

    /** Returns whether an operation is applied. */
    boolean isDone(long operation) {
        return done.contains(operation);
    }

    /** Returns the committed value of a counter. */
    long value(ByteString key) {
        return values.getOrDefault(key, 0L);
    }

    boolean isGiven() {
        return given;
    }

    void committed(SimRaft.Entry raftEntry) {
        if (raftEntry.isNoop()) {
            return;
        }
        Entry entry;
        try {
            entry = Entry.parseFrom(raftEntry.bytes().orElseThrow());
        } catch (InvalidProtocolBufferException e) {
            violations.add("an entry that cannot be read");
            return;
        }
        if (!isValid(raftEntry.term(), entry)) {
            return;
        }
        if (entry.getGroupTime() <= groupTime) {
            violations.add("group time did not rise");
        }
        groupTime = Math.max(groupTime, entry.getGroupTime());
        if (entry.hasOpening()) {
            var opened = new Epoch(entry.getTerm(), entry.getAttempt());
            if (epoch.isAbove(opened)) {
                violations.add("an epoch went back");
            }
            epoch = opened;
            next = 0;
            return;
        }
        next = entry.getSequence() + 1;
        entry.getEffects().getEffectsList().forEach(this::take);
        if (entry.hasDropTable() && !given) {
            given = true;
            onGiven.forEach(tell -> tell.accept(values));
        }
    }

    private boolean isValid(long term, Entry entry) {
        var of = new Epoch(entry.getTerm(), entry.getAttempt());
        if (rules.hold(Rule.TERM_RULE) && entry.getTerm() != term) {
            return false;
        }
        if (entry.hasOpening()) {
            return !rules.hold(Rule.OPEN_NEWER) || of.isAbove(epoch);
        }
        return (!rules.hold(Rule.NEWEST_RULE) || of.equals(epoch))
                && (!rules.hold(Rule.SEQ_RULE) || entry.getSequence() == next);
    }

    private void take(Effect effect) {
        if (given) {
            violations.add("a write was applied to what had been given away");
        }
        var counter = Counter.of(StoredItem.item(effect.getValue().toByteArray()));
        if (counter.value() != value(effect.getKey()) + 1) {
            violations.add("a write was evaluated on another value than it was applied to");
        }
        if (!done.add(counter.operation())) {
            violations.add("a write was applied twice");
        }
        values.put(effect.getKey(), counter.value());
    }
}
