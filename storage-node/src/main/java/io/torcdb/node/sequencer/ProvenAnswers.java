package io.torcdb.node.sequencer;

import io.torcdb.node.group.Rules;
import io.torcdb.node.group.Rules.Rule;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.replication.ReplicatedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The answers that need proof of leadership; those that come up together share a round. Belongs to
 * the sequencer's logical thread.
 */
final class ProvenAnswers {
    private final Rules rules;
    private final ReplicatedLog log;
    private final UnaryOperator<Consumer<Boolean>> handOver;
    private List<ProvenAnswer> unproven = new ArrayList<>();
    private final List<ProvenAnswer> waiting = new ArrayList<>();

    /**
     * Makes an empty one.
     *
     * @param handOver brings the outcome of a proof back to the logical thread
     */
    ProvenAnswers(Rules rules, ReplicatedLog log, UnaryOperator<Consumer<Boolean>> handOver) {
        this.rules = rules;
        this.log = log;
        this.handOver = handOver;
    }

    /**
     * Lets an answer wait.
     *
     * @param dependency the proposal whose image it was evaluated on, if that is pending
     */
    void add(Task task, Runnable answer, @Nullable Proposal dependency) {
        Proposal awaited = rules.hold(Rule.DEP_WAIT) ? dependency : null;
        var waiter = new ProvenAnswer(task, answer, awaited);
        if (awaited != null) {
            awaited.dependents().add(waiter);
        }
        unproven.add(waiter);
        waiting.add(waiter);
    }

    /** Begins one round for those that came since the last. */
    void prove(long term) {
        if (unproven.isEmpty()) {
            return;
        }
        List<ProvenAnswer> together = unproven;
        unproven = new ArrayList<>();
        if (!rules.hold(Rule.PROVE_REF)) {
            together.forEach(ProvenAnswer::proven);
            return;
        }
        long own = rules.hold(Rule.SAME_TERM) ? term : log.status().term();
        log.prove(
                own,
                handOver.apply(ok -> {
                    for (ProvenAnswer answer : together) {
                        if (ok) {
                            answer.proven();
                        } else {
                            answer.fail(Failures.notLeader(log));
                        }
                    }
                    waiting.removeIf(ProvenAnswer::isOver);
                }));
    }

    boolean isIdle() {
        waiting.removeIf(ProvenAnswer::isOver);
        return waiting.isEmpty();
    }

    void failLate(long nowNanos) {
        for (ProvenAnswer answer : waiting) {
            if (answer.task().isLate(nowNanos)) {
                answer.fail(Failures.notReady("leadership could not be proved in time"));
            }
        }
    }

    void failAll(NodeFailure failure) {
        waiting.forEach(answer -> answer.fail(failure));
        waiting.clear();
        unproven = new ArrayList<>();
    }
}
