package io.torcdb.node.sequencer;

import io.torcdb.node.group.Epoch;
import io.torcdb.node.group.Group;
import io.torcdb.node.group.GroupListener.Effect;
import io.torcdb.node.group.Rules;
import io.torcdb.node.group.Rules.Rule;
import io.torcdb.proto.internal.Entry;
import io.torcdb.proto.internal.NodeFailure;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.runtime.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders everything that a group does while this replica leads it in one term: one lives per led
 * term. Safe for use by many threads; all state but the volatile fields belongs to the logical
 * thread of its {@link Mailbox}.
 *
 * <p>How it goes. Each term begins with an opening, an entry that makes (term, attempt) the newest
 * epoch. Once that is applied, what waits is sequenced: evaluated on the newest image of its item,
 * and its effects put into the next entry of the epoch; a few entries may be under way. Applied
 * entries answer their writes. A refusal by the log, a void entry or a time-out decides nothing:
 * the sequencer opens attempt + 1, and when that is applied everything of older epochs is decided,
 * since nothing of them can become valid any more: what was not applied is sequenced again. A
 * deposed sequencer learns the same from the opening of a newer term. Only when a copy replaces the
 * state, or the process ends, does it stay unknown, and that is told.
 */
final class Sequencer {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    /** Where a sequencer is in its life. */
    private enum Phase {
        /** An opening is under way; nothing is sequenced. */
        OPENING,
        /** The newest opening is applied. */
        OPEN,
        /** Deposed, closed or broken: decides what is left, takes nothing new. */
        ENDED
    }

    private final long term;
    private final Group group;
    private final Rules rules;
    private final ReplicatedLog log;
    private final Time time;
    private final Execution execution;
    private final Mailbox mailbox;
    private final Workbench bench;
    private final ProvenAnswers proven;

    private final ArrayDeque<Proposal> inFlight = new ArrayDeque<>();
    private final List<Proposal> undecided = new ArrayList<>();
    private Phase phase = Phase.OPENING;
    private long attempt;
    private long nextSequence;
    private int failures;
    private long openingNanos;
    private boolean openingPaused;
    private boolean ticking;
    private long arrivals;

    private volatile boolean opened;
    private volatile boolean ended;
    private volatile boolean settled;

    Sequencer(
            long term,
            Group group,
            ItemCollections collections,
            ReplicatedLog log,
            Time time,
            Execution execution) {
        this.term = term;
        this.group = group;
        this.rules = group.rules();
        this.log = log;
        this.time = time;
        this.execution = execution;
        this.mailbox = new Mailbox(execution, this::settle, this::broke);
        this.proven =
                new ProvenAnswers(
                        rules, log, onProof -> ok -> mailbox.fromLog(() -> onProof.accept(ok)));
        this.bench = new Workbench(group, collections, time, this::load);
    }

    /** Begins with the term's first opening. */
    void start() {
        mailbox.fromLog(this::open);
    }

    /** Takes a task, on a thread that may be kept for a few steps. */
    void submit(Task task) {
        mailbox.fromCaller(() -> arrive(task));
    }

    /** Tells what an entry did, on the thread that applies. */
    void applied(Epoch epoch, long sequence, Effect effect) {
        mailbox.fromLog(() -> onApplied(epoch, sequence, effect));
    }

    /** The replica no longer leads in this term. */
    void depose() {
        ended = true;
        mailbox.fromLog(this::end);
    }

    /** A copy has replaced the state. */
    void replaced() {
        ended = true;
        mailbox.fromLog(() ->
                giveUp(
                        rules.hold(Rule.SNAP_UNKNOWN)
                                ? Failures.unknown("a copy replaced the state")
                                : Failures.notLeader(log)));
    }

    /** The service ends. */
    void close() {
        ended = true;
        mailbox.fromLog(() -> giveUp(Failures.unknown("the replica was closed")));
    }

    /** Returns the led term once its opening is applied, until it is over. */
    OptionalLong servingTerm() {
        return opened && !ended ? OptionalLong.of(term) : OptionalLong.empty();
    }

    /** Returns whether an entry that gives a table's tokens away is undecided. */
    boolean gives(long table) {
        return bench.gives(table);
    }

    /** Returns whether it has ended and everything it began is decided. */
    boolean isSettled() {
        return settled;
    }

    private Epoch epoch() {
        return new Epoch(term, attempt);
    }

    private void arrive(Task task) {
        if (phase == Phase.ENDED) {
            task.fail(Failures.notLeader(log));
            return;
        }
        task.arrived(arrivals++);
        bench.add(task);
    }

    /** Runs after each run of messages: sequences what waits and proves what was refused. */
    private void settle() {
        while (phase == Phase.OPEN
                && inFlight.size() < Limits.ENTRIES_IN_FLIGHT
                && bench.hasQueued()) {
            var draft = new Proposal(epoch(), nextSequence, bench.nextTime());
            bench.fill(new Workbench.Draft(draft, proven));
            if (draft.isEmpty()) {
                break;
            }
            nextSequence++;
            inFlight.add(draft);
            draft.proposed(time.nanoTime());
            propose(draft.entry());
        }
        proven.prove(term);
        settled = phase == Phase.ENDED && inFlight.isEmpty() && undecided.isEmpty();
        tickLater();
    }

    private void propose(Entry entry) {
        Epoch of = new Epoch(entry.getTerm(), entry.getAttempt());
        log.propose(entry.toByteArray(), cause -> mailbox.fromLog(() -> refused(of, cause)));
    }

    private void open() {
        if (phase != Phase.OPENING) {
            return;
        }
        openingPaused = false;
        openingNanos = time.nanoTime();
        propose(Proposal.opening(epoch(), bench.nextTime()));
        if (attempt > 0 && !rules.hold(Rule.WAIT_REOPEN)) {
            becomeOpen();
        }
    }

    private void becomeOpen() {
        phase = Phase.OPEN;
        nextSequence = 0;
        bench.newEpoch();
    }

    private void refused(Epoch of, Throwable cause) {
        if (of.equals(epoch())) {
            LOG.debug("group {}: a proposal of {} failed", group.id().group(), of, cause);
            reopen();
        }
    }

    /** Something of the newest epoch failed or takes too long: a newer one will decide it. */
    private void reopen() {
        if (phase == Phase.ENDED || openingPaused) {
            return;
        }
        attempt++;
        failures++;
        phase = Phase.OPENING;
        undecided.addAll(inFlight);
        inFlight.clear();
        if (!rules.hold(Rule.DECIDE_LATE)) {
            decideBelow(epoch());
        }
        if (failures == 1) {
            open();
            return;
        }
        openingPaused = true;
        time.schedule(
                Limits.growing(
                        Limits.REOPEN_PAUSE_NANOS, failures - 2, Limits.REOPEN_PAUSE_MOST_NANOS),
                () -> mailbox.fromLog(this::open));
    }

    private void onApplied(Epoch epoch, long sequence, Effect effect) {
        switch (effect) {
            case OPENED -> onOpened(epoch);
            case APPLIED -> onEntry(epoch, sequence);
            case VOID -> {
                if (epoch.equals(epoch())) {
                    reopen();
                }
            }
        }
    }

    private void onOpened(Epoch newest) {
        if (newest.term() > term) {
            end();
        } else {
            opened = true;
        }
        decideBelow(newest);
        if (phase == Phase.OPENING && newest.equals(epoch())) {
            becomeOpen();
        }
    }

    /** Nothing of an older epoch can become valid any more: what was not applied never will be. */
    private void decideBelow(Epoch newest) {
        var again = new ArrayList<Task>();
        for (Proposal proposal : all()) {
            if (newest.isAbove(proposal.epoch())) {
                remove(proposal);
                proposal.members().forEach(member -> again.add(member.task()));
                for (ProvenAnswer answer : proposal.dependents()) {
                    if (!answer.isOver()) {
                        again.add(answer.revoke());
                    }
                }
            }
        }
        if (phase == Phase.ENDED) {
            again.forEach(task -> task.fail(Failures.notLeader(log)));
        } else {
            bench.addFirst(again);
        }
    }

    private void onEntry(Epoch epoch, long sequence) {
        for (Proposal proposal : all()) {
            if (proposal.epoch().equals(epoch) && proposal.sequence() == sequence) {
                failures = 0;
                remove(proposal);
                bench.applied(proposal);
                proposal.members().forEach(member -> member.onApplied().run());
                proposal.dependents().forEach(ProvenAnswer::dependencyApplied);
                return;
            }
        }
    }

    private List<Proposal> all() {
        var all = new ArrayList<Proposal>(undecided);
        all.addAll(inFlight);
        return all;
    }

    private void remove(Proposal proposal) {
        inFlight.remove(proposal);
        undecided.remove(proposal);
        bench.decided(proposal);
    }

    private void end() {
        if (phase == Phase.ENDED) {
            return;
        }
        phase = Phase.ENDED;
        ended = true;
        NodeFailure notLeader = Failures.notLeader(log);
        bench.clear().forEach(task -> task.fail(notLeader));
        proven.failAll(notLeader);
    }

    private void giveUp(NodeFailure failure) {
        end();
        for (Proposal proposal : all()) {
            remove(proposal);
            proposal.members().forEach(member -> member.task().fail(failure));
        }
    }

    /** A bug: what is under way is unknown, and another replica, or this in a new term, leads. */
    private void broke(Throwable bug) {
        LOG.error("group {}: the sequencer of term {} failed", group.id().group(), term, bug);
        giveUp(Failures.unknown("the sequencer failed"));
        var _ =
                log.transferLeadership(OptionalLong.empty())
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                LOG.error("group {}: term {} goes on", group.id().group(), term);
                            }
                        });
    }

    private void load(WriteTask write) {
        execution
                .blocking()
                .execute(() -> {
                    Optional<Images.Image> image = loadNow(write);
                    mailbox.fromCaller(() -> bench.loaded(write.key(), image));
                });
    }

    private Optional<Images.Image> loadNow(WriteTask write) {
        try {
            return Optional.of(Images.load(write.key(), group.store()));
        } catch (RuntimeException e) {
            LOG.warn("group {}: an item could not be read", group.id().group(), e);
            return Optional.empty();
        }
    }

    private void tickLater() {
        boolean nothing =
                phase != Phase.OPENING
                        && inFlight.isEmpty()
                        && undecided.isEmpty()
                        && bench.isIdle()
                        && proven.isIdle();
        if (!ticking && !nothing) {
            ticking = true;
            time.schedule(Limits.TICK_NANOS, () -> mailbox.fromLog(this::tick));
        }
    }

    private void tick() {
        ticking = false;
        long now = time.nanoTime();
        bench.failLate(now);
        proven.failLate(now);
        for (Proposal proposal : all()) {
            for (Proposal.Member member : proposal.members()) {
                if (member.task().isLate(now)) {
                    member.task().fail(Failures.unknown("the log took too long"));
                }
            }
            if (phase == Phase.ENDED && proposal.isAnswered()) {
                remove(proposal); // nobody is left who wants to know
            }
        }
        long wait =
                Limits.growing(
                        Limits.PROPOSAL_WAIT_NANOS, failures, Limits.PROPOSAL_WAIT_MOST_NANOS);
        boolean slow =
                switch (phase) {
                    case OPENING -> now - openingNanos > wait;
                    case OPEN ->
                            !inFlight.isEmpty() && now - inFlight.getFirst().proposedNanos() > wait;
                    case ENDED -> false;
                };
        if (slow) {
            reopen();
        }
    }
}
