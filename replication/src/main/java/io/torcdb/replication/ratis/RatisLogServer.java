package io.torcdb.replication.ratis;

import io.torcdb.replication.GroupId;
import io.torcdb.replication.LogServer;
import io.torcdb.replication.Member;
import io.torcdb.replication.ReplicatedLog;
import io.torcdb.replication.ReplicationException;
import io.torcdb.replication.StateMachine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.GroupManagementRequest;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.common.net.HostAndPort;
import org.apache.ratis.util.ConcurrentUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replicated logs of a process on one Ratis server. */
public final class RatisLogServer implements LogServer {
    private static final Logger LOG = LoggerFactory.getLogger(RatisLogServer.class);

    /** Threads for callbacks that Ratis' own threads must not run; made when needed. */
    private static final int CALLBACK_THREADS = 8;

    private final Member self;
    private final RaftServer server;
    private final Rounds rounds = new Rounds();
    private final ConcurrentHashMap<RaftGroupId, ReplicaMachine> machines =
            new ConcurrentHashMap<>();
    private final ConcurrentHashMap<GroupId, RatisLog> logs = new ConcurrentHashMap<>();
    private final ExecutorService callbacks;
    private final ClientId clientId = ClientId.randomId();
    private final AtomicLong callIds = new AtomicLong();

    private RatisLogServer(RatisConfig config, RaftProperties properties) throws IOException {
        self = config.self();
        callbacks =
                ConcurrentUtils.newThreadPoolWithMax(
                        true, CALLBACK_THREADS, "log-" + Long.toUnsignedString(self.id()));
        server =
                RaftServer.newBuilder()
                        .setServerId(Ids.peerId(self.id()))
                        .setProperties(properties)
                        .setParameters(rounds.inParameters())
                        .setStateMachineRegistry(machines::get)
                        .build();
    }

    /**
     * Opens the log server; its replicas are opened one by one.
     *
     * @throws ReplicationException when it cannot run here, with a sentence fit for users
     */
    public static LogServer open(RatisConfig config) {
        var address = HostAndPort.fromString(config.self().address());
        var properties = Settings.of(address.getHost(), address.getPort(), config.unsafeFlush());
        if (Settings.appendsAreComposed(properties)) {
            throw new ReplicationException("with composed appends the log would lose entries");
        }
        try {
            Files.createDirectories(config.folder());
            probe(address);
            // Ratis opens all groups it finds, but their state machines come with open.
            var none = config.folder().resolve("none").toFile();
            Settings.folder(properties, none, none);
            var server = new RatisLogServer(config, properties);
            server.server.start();
            Settings.folder(
                    properties,
                    config.folder().toFile(),
                    config.folder().resolve("removed").toFile());
            return server;
        } catch (IOException e) {
            throw new ReplicationException(
                    "Cannot keep logs at %s in %s: %s"
                            .formatted(config.self().address(), config.folder(), e.getMessage()),
                    e);
        }
    }

    /** Ratis ends the process when its port is taken, so that is found out before. */
    private static void probe(HostAndPort address) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address.getHost(), address.getPort()));
        }
    }

    @Override
    public Member self() {
        return self;
    }

    @Override
    public ReplicatedLog open(GroupId group, List<Member> members, StateMachine machine) {
        if (!members.contains(self)) {
            throw new ReplicationException(self + " is no member of " + group);
        }
        var id = Ids.group(group);
        var round = rounds.of(id);
        var turns = new Turns(machine, round, callbacks());
        var hearing = rounds.hearing(id);
        hearing.forget(); // something may have come after the last close
        var replica = new ReplicaMachine(machine, turns, hearing);
        if (machines.putIfAbsent(id, replica) != null) {
            throw new ReplicationException(group + " is open already");
        }
        try {
            add(group, members);
            var division = server.getDivision(id);
            if (!AppendGuard.guards(division)) {
                throw new IOException("appends to " + division.getClass() + " cannot be guarded");
            }
            var parts = new RatisLog.Parts(replica, round, hearing, turns);
            var log = new RatisLog(group, division, parts, this);
            logs.put(group, log);
            LoneVoter.elect(server, division);
            return log;
        } catch (IOException | RuntimeException e) {
            forget(group);
            throw new ReplicationException(
                    "Cannot open the log of %s: %s".formatted(group, e.getMessage()), e);
        }
    }

    private void add(GroupId group, List<Member> members) throws IOException {
        var reply =
                answer(
                        server.groupManagementAsync(
                                GroupManagementRequest.newAdd(
                                        clientId,
                                        server.getId(),
                                        nextCallId(),
                                        Ids.group(group, members),
                                        false)));
        if (!reply.isSuccess()) {
            throw reply.getException();
        }
    }

    @Override
    public Optional<ReplicatedLog> find(GroupId group) {
        return Optional.ofNullable(logs.get(group));
    }

    CompletableFuture<Void> transferLeadership(TransferLeadershipRequest request) {
        try {
            return server.transferLeadershipAsync(request)
                    .thenAccept(reply -> {
                        if (!reply.isSuccess()) {
                            throw new CompletionException(reply.getException());
                        }
                    });
        } catch (IOException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Closes a replica and leaves its folder. */
    void close(RatisLog log) {
        if (logs.get(log.group()) != log) {
            return;
        }
        try {
            var _ =
                    answer(
                            server.groupManagementAsync(
                                    GroupManagementRequest.newRemove(
                                            clientId,
                                            server.getId(),
                                            nextCallId(),
                                            Ids.group(log.group()),
                                            false,
                                            false)));
        } catch (IOException e) {
            LOG.warn("closing the log of {} failed", log.group(), e);
        }
        forget(log.group());
    }

    private void forget(GroupId group) {
        logs.remove(group);
        machines.remove(Ids.group(group));
        rounds.remove(Ids.group(group));
    }

    @Override
    public void close() {
        logs.values().forEach(RatisLog::closing);
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("closing the log server failed", e);
        }
        ConcurrentUtils.shutdownAndWait(callbacks);
    }

    ClientId clientId() {
        return clientId;
    }

    long nextCallId() {
        return callIds.incrementAndGet();
    }

    Executor callbacks() {
        return this::callBack;
    }

    /** Runs a callback on a thread that holds nothing of Ratis'; on this one after the close. */
    private void callBack(Runnable callback) {
        try {
            callbacks.execute(callback);
        } catch (RejectedExecutionException _) {
            callback.run();
        }
    }

    private static RaftClientReply answer(CompletableFuture<RaftClientReply> future)
            throws IOException {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }
}
