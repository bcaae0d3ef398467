package io.torcdb.control.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.torcdb.control.TestCatalog;
import io.torcdb.control.TestLog;
import io.torcdb.control.TestPlatform;
import io.torcdb.model.catalog.CatalogChange.ClusterBorn;
import io.torcdb.model.catalog.CatalogChange.NodeRegistered;
import io.torcdb.model.catalog.NodeInfo;
import io.torcdb.model.catalog.NodeState;
import io.torcdb.model.outcome.Failure;
import io.torcdb.runtime.Monitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogProposerTest {
    private static final long SECONDS = 1_000_000_000L;
    private static final long LONG = 20 * SECONDS;
    private static final long SHORT = SECONDS / 5;

    @TempDir Path folder;

    private final TestPlatform platform = new TestPlatform();
    private CatalogMachine machine;
    private CatalogProposer proposer;
    private TestLog log;

    @BeforeEach
    void open() throws IOException {
        machine =
                CatalogMachine.open(
                        folder.resolve("catalog"), (_, _) -> new CompletableFuture<>(), _ -> {});
        proposer = new CatalogProposer(machine, platform.get().time());
        log = new TestLog(machine);
        proposer.use(log);
        log.lead();
        log.append(CatalogEntry.encode(new ClusterBorn(0, 42, 1, 1)));
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    /** Registers the node of that number, once. */
    private static Plan node(long id) {
        return image ->
                image.node(id).isPresent()
                        ? Plan.nothing()
                        : Plan.propose(new NodeRegistered(image.version(), TestCatalog.node(id)));
    }

    private CompletableFuture<Submitted> submit(Plan plan, long timeoutNanos) {
        var submitted = new CompletableFuture<Submitted>();
        platform.get()
                .threads()
                .newThread(() -> submitted.complete(proposer.submit(plan, timeoutNanos)))
                .start();
        return submitted;
    }

    private void await(BooleanSupplier condition) {
        var monitor = new Monitor(platform.get().time());
        while (!condition.getAsBoolean()) {
            monitor.lock();
            try {
                monitor.await(() -> false, SECONDS / 1_000);
            } finally {
                monitor.unlock();
            }
        }
    }

    @Test
    void aChangeIsMadeWhenItIsApplied() {
        var done = submit(node(1), LONG).join();

        assertThat(done).isEqualTo(new Submitted.Done(machine.image()));
        assertThat(machine.image().node(1)).isPresent();
    }

    @Test
    void oneWhoDoesNotLeadRefuses() {
        log.stopLeading();

        assertThat(submit(node(1), LONG).join()).isEqualTo(new Submitted.NotLeader());
        assertThat(log.appliedEntries()).isEqualTo(1);
    }

    @Test
    void oneWhoCannotProveThatItLeadsRefuses() {
        log.proves(false);

        assertThat(submit(node(1), LONG).join()).isEqualTo(new Submitted.NotLeader());
    }

    @Test
    void aRefusalIsThePlansOwn() {
        var failure = new Failure.InUse("x");

        assertThat(submit(_ -> Plan.refuse(failure), LONG).join())
                .isEqualTo(new Submitted.Refused(failure));
    }

    @Test
    void aLostProposalIsProposedAgainAndMadeOnce() {
        log.mode(TestLog.Mode.LOSE);
        var submitted = submit(node(1), LONG);

        log.mode(TestLog.Mode.APPLY);

        assertThat(submitted.join()).isInstanceOf(Submitted.Done.class);
        assertThat(machine.image().version()).isEqualTo(2);
    }

    @Test
    void aProposalThatFailedAndComesIntoTheLogLaterIsMadeOnce() {
        log.mode(TestLog.Mode.FAIL_AND_HOLD);
        var submitted = submit(node(1), LONG);
        await(() -> log.heldProposals() >= 2);

        log.release();

        assertThat(submitted.join()).isInstanceOf(Submitted.Done.class);
        log.release();
        assertThat(machine.image().version()).isEqualTo(2);
    }

    @Test
    void whatIsNotDecidedInTimeIsUnknown() {
        log.mode(TestLog.Mode.HOLD);

        assertThat(submit(node(1), SHORT).join()).isEqualTo(new Submitted.Unknown());

        log.release();
        assertThat(machine.image().node(1)).isPresent();
    }

    @Test
    void anUndecidedChangeAndTheNextCannotBothBeMade() {
        log.mode(TestLog.Mode.HOLD);
        assertThat(submit(node(1), SHORT).join()).isEqualTo(new Submitted.Unknown());
        log.mode(TestLog.Mode.APPLY);
        assertThat(submit(node(1), LONG).join()).isInstanceOf(Submitted.Done.class);
        var image = machine.image();

        log.release();

        assertThat(machine.image()).isEqualTo(image);
    }

    @Test
    void aPlanThatWasOvertakenIsAskedAgain() {
        log.mode(TestLog.Mode.HOLD);
        var bases = new CopyOnWriteArrayList<Long>();
        var submitted =
                submit(
                        image -> {
                            bases.add(image.version());
                            return Plan.propose(
                                    new NodeRegistered(
                                            image.version(), TestCatalog.node(image.nextId())));
                        },
                        LONG);
        await(() -> log.heldProposals() == 1);
        log.mode(TestLog.Mode.APPLY);

        log.append(CatalogEntry.encode(new NodeRegistered(1, TestCatalog.node(7))));

        assertThat(submitted.join()).isInstanceOf(Submitted.Done.class);
        assertThat(bases).containsExactly(1L, 2L);
        assertThat(machine.image().nodes()).hasSize(2);
        log.release();
        assertThat(machine.image().nodes()).hasSize(2);
    }

    @Test
    void aDeposedLeaderLearnsFromALaterVersionThatItsChangeWasNotMade() {
        log.mode(TestLog.Mode.FAIL_AND_HOLD);
        var submitted = submit(node(1), LONG);
        await(() -> log.heldProposals() >= 1);
        log.stopLeading();

        log.append(CatalogEntry.encode(new NodeRegistered(1, TestCatalog.node(7))));

        assertThat(submitted.join()).isEqualTo(new Submitted.NotLeader());
    }

    @Test
    void aDeposedLeaderThatLearnsNothingSaysThatItMayHaveBeenMade() {
        log.mode(TestLog.Mode.FAIL_AND_HOLD);
        var submitted = submit(node(1), SHORT);
        await(() -> log.heldProposals() >= 1);
        log.stopLeading();

        assertThat(submitted.join()).isEqualTo(new Submitted.Unknown());
    }

    @Test
    void oneChangeIsInFlightAtATime() {
        log.mode(TestLog.Mode.HOLD);
        var first = submit(node(1), LONG);
        await(() -> log.heldProposals() == 1);
        var second = submit(node(2), SHORT);

        assertThat(second.join()).isEqualTo(new Submitted.Busy());

        log.release();
        assertThat(first.join()).isInstanceOf(Submitted.Done.class);
        assertThat(machine.image().node(2)).isEmpty();
    }

    @Test
    void manyChangesAtOnceAreAllMadeOneAfterTheOther() {
        var all = new ArrayList<CompletableFuture<Submitted>>();
        for (int i = 1; i <= 50; i++) {
            var incarnation = "i" + i;
            all.add(
                    submit(
                            image ->
                                    Plan.propose(
                                            new NodeRegistered(
                                                    image.version(),
                                                    new NodeInfo(
                                                            image.nextId(),
                                                            incarnation,
                                                            "h:1",
                                                            "h:2",
                                                            "",
                                                            1,
                                                            NodeState.ACTIVE))),
                            LONG));
        }

        assertThat(all.stream().map(CompletableFuture::join))
                .allMatch(submitted -> submitted instanceof Submitted.Done);
        assertThat(machine.image().version()).isEqualTo(51);
        assertThat(machine.image().nodes()).extracting(NodeInfo::incarnation).hasSize(50);
    }
}
