package io.torcdb.tests.simulation;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Acknowledged values are distinct and rise with real time; what is said to be surely not applied,
 * or refused, never is; no read or refusal is older than any answer before its arrival.
 */
final class AnswersAreTrue {
    private final CommittedHistory history;
    private final Violations violations;
    private final Map<ByteString, Long> highest = new HashMap<>();
    private final Map<ByteString, Set<Long>> acknowledged = new HashMap<>();
    private final Set<Long> not = new HashSet<>();
    private long answers;

    AnswersAreTrue(CommittedHistory history, Violations violations) {
        this.history = history;
        this.violations = violations;
        history.onGiven(this::nextOwnerWrites);
    }

    /** Returns the greatest value that any answer has shown. */
    long highest(ByteString key) {
        return highest.getOrDefault(key, 0L);
    }

    /** Returns how many answers said something about a value. */
    long answers() {
        return answers;
    }

    /**
     * A write was acknowledged.
     *
     * @param floor {@link #highest} when it arrived
     */
    void written(ByteString key, long operation, long value, long floor) {
        if (!history.isDone(operation)) {
            violations.add("an acknowledged write is not in the log");
        }
        if (value <= floor) {
            violations.add("an acknowledged value does not rise with real time");
        }
        if (!acknowledged.computeIfAbsent(key, _ -> new HashSet<>()).add(value)) {
            violations.add("a value was acknowledged twice");
        }
        show(key, value);
    }

    /** A value was shown, by a read, a refusal or a write without effect. */
    void shown(ByteString key, long value, long floor) {
        if (value < floor) {
            violations.add("an answer is older than one before its arrival");
        }
        if (value > history.value(key)) {
            violations.add("an answer shows what is not committed");
        }
        show(key, value);
    }

    /** A value was shown by an eventual read: it may be old, but not of the future. */
    void shownEventually(ByteString key, long value) {
        answers++;
        if (value > history.value(key)) {
            violations.add("an eventual read shows what is not committed");
        }
    }

    /** A write was said to be surely not applied. */
    void notApplied(long operation) {
        not.add(operation);
        check(operation);
    }

    private void show(ByteString key, long value) {
        answers++;
        highest.merge(key, value, Math::max);
    }

    private void check(long operation) {
        if (history.isDone(operation)) {
            violations.add("a write that was surely not applied is in the log");
        }
    }

    /** The next owner exists as soon as the entry is committed, and writes at once. */
    private void nextOwnerWrites(Map<ByteString, Long> values) {
        values.forEach((key, value) -> {
            if (value + 1 <= highest(key)) {
                violations.add("a value was shown that its next owner gives again");
            }
            highest.merge(key, value + 1, Math::max);
        });
    }

    /** At the end: what was said once is still true. */
    void checkAll() {
        not.forEach(this::check);
    }
}
