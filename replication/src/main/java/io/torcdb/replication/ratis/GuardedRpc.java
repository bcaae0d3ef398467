package io.torcdb.replication.ratis;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;

/**
 * Ratis' gRPC transport with the append guard in front of the server and the leadership round in
 * its appenders. Ratis makes it by name.
 */
public final class GuardedRpc implements RpcType {
    /** Called by Ratis. */
    public GuardedRpc() {}

    @Override
    public String name() {
        return GuardedRpc.class.getName();
    }

    @Override
    public RpcFactory newFactory(Parameters parameters) {
        return new GuardedFactory(parameters);
    }
}
