package io.torcdb.node.sequencer;

import io.torcdb.proto.internal.NodeFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that the sequencer orders; answered exactly once. Belongs to the sequencer's logical
 * thread.
 */
abstract sealed class Task permits WriteTask, TableTask {
    private static final Logger LOG = LoggerFactory.getLogger(Task.class);

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

    final void fail(NodeFailure failure) {
        finish(() -> tell(failure));
    }

    /** Answers it, unless that was done before. */
    final void finish(Runnable answer) {
        if (answered) {
            return;
        }
        answered = true;
        admission.leave(bytes());
        try {
            answer.run();
        } catch (RuntimeException e) {
            // Whoever asked must not bring down the sequencer.
            LOG.error("an answer could not be given", e);
        }
    }
}
