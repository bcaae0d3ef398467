package io.torcdb.node.sequencer;

import io.torcdb.proto.internal.NodeFailure;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a refusal, or of a write without effect: a read of the image it was evaluated on.
 * It is given when leadership was proved since, and when that image, if it was a pending one, is
 * applied. Belongs to the sequencer's logical thread.
 */
final class ProvenAnswer {
    private final Task task;
    private final Runnable answer;
    private boolean proven;
    private @Nullable Proposal dependency;
    private boolean over;

    ProvenAnswer(Task task, Runnable answer, @Nullable Proposal dependency) {
        this.task = task;
        this.answer = answer;
        this.dependency = dependency;
    }

    void proven() {
        proven = true;
        giveIfDue();
    }

    void dependencyApplied() {
        dependency = null;
        giveIfDue();
    }

    private void giveIfDue() {
        if (proven && dependency == null && !over) {
            over = true;
            answer.run();
        }
    }

    /** Returns whether the answer was given or became void. */
    boolean isOver() {
        return over;
    }

    void fail(NodeFailure failure) {
        if (!over) {
            over = true;
            task.fail(failure);
        }
    }

    /** Makes the answer void; returns the task, to be evaluated again. */
    Task revoke() {
        over = true;
        return task;
    }

    Task task() {
        return task;
    }
}
