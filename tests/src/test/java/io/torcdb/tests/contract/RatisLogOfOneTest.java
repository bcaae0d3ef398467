package io.torcdb.tests.contract;

import io.torcdb.replication.ratis.RatisConfig;
import io.torcdb.replication.ratis.RatisLogServer;

class RatisLogOfOneTest extends ReplicatedLogContract {
    RatisLogOfOneTest() {
        super((self, folder) -> RatisLogServer.open(new RatisConfig(self, folder, false)), 1);
    }
}
