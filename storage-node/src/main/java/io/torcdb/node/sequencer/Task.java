package io.torcdb.node.sequencer;

import io.torcdb.proto.internal.NodeFailure;

/**
 * Something that the sequencer orders; answered exactly once. Belongs to the sequencer's logical
 * thread.
 */
abstract sealed class Task permits WriteTask, TableTask {
    private final Admission admission;
    private final long deadlineNanos;
    private long order;
    private boolean answered;

    Task(Admission admission, long deadlineNanos) {
        this.admission = admission;
        this.deadlineNanos = deadlineNanos;
    }

    /** Returns its size for the limits of queue and entry. */
    abstract int bytes();

    abstract void tell(NodeFailure failure);

    /** Returns its place among all that came: what was first stays first when sequenced again. */
    final long order() {
        return order;
    }

    final void arrived(long place) {
        order = place;
    }

    final boolean isAnswered() {
        return answered;
    }

    final boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    /** Marks it answered and returns whether it was not before. */
    final boolean finish() {
        if (answered) {
            return false;
        }
        answered = true;
        admission.leave(bytes());
        return true;
    }

    final void fail(NodeFailure failure) {
        if (finish()) {
            tell(failure);
        }
    }
}
