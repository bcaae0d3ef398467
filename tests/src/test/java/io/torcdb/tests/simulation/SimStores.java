package io.torcdb.tests.simulation;

import io.torcdb.node.store.StoreException;
import io.torcdb.node.store.StoreFactory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A disk in memory and the stores on it. */
public final class SimStores implements StoreFactory {
    private final SimScheduler scheduler;
    private final double missChance;
    private final Map<Path, SimContent> disk = new HashMap<>();
    private final Map<Path, SimStore> open = new HashMap<>();

    private int folders;

    /** Makes an empty disk. */
    public SimStores(long seed) {
        this(new SimScheduler(seed), 0);
    }

    SimStores(SimScheduler scheduler, double missChance) {
        this.scheduler = scheduler;
        this.missChance = missChance;
    }

    SimScheduler scheduler() {
        return scheduler;
    }

    double missChance() {
        return missChance;
    }

    @Override
    public SimStore open(Path folder) {
        var store = new SimStore(this, folder, disk.getOrDefault(folder, new SimContent()));
        open.put(folder, store);
        return store;
    }

    /** Puts what a crash of this moment leaves of {@code folder} into {@code copy}. */
    public Path afterCrash(Path folder, Path copy) {
        SimStore running = open.get(folder);
        SimContent left =
                running == null ? disk.getOrDefault(folder, new SimContent()) : running.surviving();
        disk.put(copy, left.copy());
        return copy;
    }

    /** Ends the store in {@code folder} as a crash would. */
    void crash(Path folder) {
        var _ = afterCrash(folder, folder);
        SimStore running = open.remove(folder);
        if (running != null) {
            running.abandon();
        }
    }

    /** Returns the name of a folder that is not there yet. */
    Path newFolder() {
        return Path.of("copy" + folders++);
    }

    void persist(Path folder, SimContent content) {
        disk.put(folder, content.copy());
    }

    void persistNew(Path folder, SimContent content) {
        if (disk.containsKey(folder)) {
            throw new StoreException("a checkpoint is never made over a folder that is there");
        }
        persist(folder, content);
    }

    @Override
    public void close() {}
}
