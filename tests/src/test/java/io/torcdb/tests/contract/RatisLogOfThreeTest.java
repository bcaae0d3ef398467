package io.torcdb.tests.contract;

import io.torcdb.replication.ratis.RatisConfig;
import io.torcdb.replication.ratis.RatisLogServer;

class RatisLogOfThreeTest extends ReplicatedGroupContract {
    RatisLogOfThreeTest() {
        super((self, folder) -> RatisLogServer.open(new RatisConfig(self, folder, false)));
    }
}
