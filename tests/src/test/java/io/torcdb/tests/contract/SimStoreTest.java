package io.torcdb.tests.contract;

import io.torcdb.node.store.StoreFactory;
import io.torcdb.tests.simulation.SimStores;
import java.nio.file.Path;

/** The simulated store keeps to {@link StoreContract}. */
final class SimStoreTest extends StoreContract {
    private final SimStores stores = new SimStores(1);

    @Override
    StoreFactory stores() {
        return stores;
    }

    @Override
    Path afterCrash(Path folder, Path copy) {
        return stores.afterCrash(folder, copy);
    }
}
