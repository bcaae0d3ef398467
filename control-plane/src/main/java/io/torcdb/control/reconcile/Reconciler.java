package io.torcdb.control.reconcile;

import io.torcdb.control.catalog.CatalogMachine;
import io.torcdb.control.catalog.CatalogProposer;
import io.torcdb.control.catalog.Plan;
import io.torcdb.control.catalog.Submitted;
import io.torcdb.control.membership.ClusterBirth;
import io.torcdb.control.membership.Heartbeats;
import io.torcdb.control.placement.FirstGroups;
import io.torcdb.model.catalog.CatalogImage;
import io.torcdb.runtime.Monitor;
import io.torcdb.runtime.Platform;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the catalog with what should be, whenever it changes and once a second, and acts: gives
 * the cluster its id, makes the first groups, settles tables. Acts only where this control plane
 * leads; what it leaves undone, the next leader finds and does. One loop on a thread of its own,
 * and one thread for each table that it settles.
 */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    /** How many tables are settled at a time. */
    private static final int MAX_TABLES_AT_ONCE = 32;

    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;
    private static final long SUBMIT_NANOS = 4_000_000_000L;

    private final CatalogMachine machine;
    private final CatalogProposer proposer;
    private final Heartbeats heartbeats;
    private final ClusterBirth birth;
    private final Platform platform;
    private final TableController tables;
    private final Monitor monitor;

    // Guarded by the monitor.
    private final Set<Long> underWay = new TreeSet<>(Long::compareUnsigned);
    private final Map<Long, Long> putOffUntil = new TreeMap<>(Long::compareUnsigned);
    private boolean news = true;
    private boolean closed;
    private long ledTerm;

    public Reconciler(
            CatalogProposer proposer,
            Heartbeats heartbeats,
            ClusterBirth birth,
            Platform platform) {
        this.machine = proposer.machine();
        this.proposer = proposer;
        this.heartbeats = heartbeats;
        this.birth = birth;
        this.platform = platform;
        this.monitor = new Monitor(platform.time());
        this.tables =
                new TableController(
                        proposer,
                        new GroupCaller(machine::image, heartbeats, platform),
                        platform.threads());
    }

    /** Begins to look. */
    public void start() {
        machine.onChange(this::look);
        platform.threads().newThread(this::run).start();
    }

    /** Looks now. */
    private void look() {
        monitor.lock();
        try {
            news = true;
            monitor.changed();
        } finally {
            monitor.unlock();
        }
    }

    @Override
    public void close() {
        monitor.lock();
        try {
            closed = true;
            monitor.changed();
        } finally {
            monitor.unlock();
        }
    }

    private void run() {
        while (awaitNews()) {
            var term = machine.leadingTerm();
            if (term != 0) {
                try {
                    lead(term);
                } catch (RuntimeException e) {
                    LOG.error("a look at the catalog failed", e);
                }
            }
        }
    }

    private boolean awaitNews() {
        monitor.lock();
        try {
            monitor.await(() -> news || closed, LOOK_AGAIN_NANOS);
            news = false;
            return !closed && !Thread.currentThread().isInterrupted();
        } finally {
            monitor.unlock();
        }
    }

    private void lead(long term) {
        if (term != ledTerm) {
            ledTerm = term;
            heartbeats.restart();
        }
        var image = machine.image();
        if (image.clusterId() == 0) {
            submit(birth.plan(platform.random()));
        } else if (image.groups().isEmpty()) {
            if (FirstGroups.plan(image, birth.initialGroups()).isPresent()) {
                submit(now ->
                        FirstGroups.plan(now, birth.initialGroups())
                                .map(groups -> Plan.propose(groups))
                                .orElseGet(Plan::nothing));
            }
        } else {
            settleTables(image);
        }
    }

    private void submit(Plan plan) {
        if (!(proposer.submit(plan, SUBMIT_NANOS) instanceof Submitted.Done)) {
            LOG.debug("a change was not made; it is looked at again");
        }
    }

    private void settleTables(CatalogImage image) {
        for (var table : image.tables()) {
            if (TableController.unsettled(table) && begin(table.id())) {
                platform.threads().newThread(() -> settle(table.id())).start();
            }
        }
    }

    private boolean begin(long table) {
        monitor.lock();
        try {
            var until = putOffUntil.get(table);
            if (until != null && until - platform.time().nanoTime() > 0) {
                return false;
            }
            return underWay.size() < MAX_TABLES_AT_ONCE && underWay.add(table);
        } finally {
            monitor.unlock();
        }
    }

    /** Settles a table as it is now that no other controller has it. */
    private void settle(long id) {
        var settled = false;
        try {
            var image = machine.image();
            var table = image.tableById(id);
            settled = table.isEmpty() || tables.settle(image, table.get());
        } catch (RuntimeException e) {
            LOG.error("table {} could not be settled", id, e);
        } finally {
            end(id, settled);
        }
    }

    private void end(long table, boolean settled) {
        monitor.lock();
        try {
            underWay.remove(table);
            if (settled) {
                putOffUntil.remove(table);
            } else {
                putOffUntil.put(table, platform.time().nanoTime() + LOOK_AGAIN_NANOS);
            }
            news = true;
            monitor.changed();
        } finally {
            monitor.unlock();
        }
    }
}
