package io.torcdb.replication.ratis;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.util.TimeDuration;
import org.apache.ratis.util.TimeoutExecutor;
import org.apache.ratis.util.Timestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leadership rounds of a log server's groups, and what was heard in them; travels to the ends
 * of its connections in Ratis' parameters.
 */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final String KEY = Rounds.class.getName();

    private final ConcurrentHashMap<RaftGroupId, OfGroup> byGroup = new ConcurrentHashMap<>();

    private record OfGroup(LeadershipRound round, Hearing hearing) {}

    /** Returns those that {@code parameters} carry, or new ones that nobody asks. */
    static Rounds in(Parameters parameters) {
        var rounds = parameters == null ? null : parameters.get(KEY, Rounds.class);
        return rounds == null ? new Rounds() : rounds;
    }

    Parameters inParameters() {
        var parameters = new Parameters();
        parameters.put(KEY, this, Rounds.class);
        return parameters;
    }

    LeadershipRound of(RaftGroupId group) {
        return find(group).round;
    }

    Hearing hearing(RaftGroupId group) {
        return find(group).hearing;
    }

    private OfGroup find(RaftGroupId group) {
        return byGroup.computeIfAbsent(
                group,
                _ ->
                        new OfGroup(
                                new LeadershipRound(Rounds::later, Timestamp::currentTimeNanos),
                                new Hearing()));
    }

    void remove(RaftGroupId group) {
        byGroup.remove(group);
    }

    private static void later(long millis, Runnable task) {
        TimeoutExecutor.getInstance()
                .onTimeout(
                        TimeDuration.valueOf(millis, TimeUnit.MILLISECONDS),
                        task::run,
                        LOG,
                        () -> "the sweep of a leadership round failed");
    }
}
