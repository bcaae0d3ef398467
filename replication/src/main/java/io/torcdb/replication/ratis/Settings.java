package io.torcdb.replication.ratis;

import io.torcdb.replication.ReplicatedLog;
import java.io.File;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/**
 * Ratis' settings. It ignores names it does not know, so only its typed setters are used, and some
 * values are read anew whenever a group is opened.
 */
final class Settings {
    /** The largest entry with its frame; a leader that is given a larger one steps down. */
    static final int ENTRY_BYTES = 4 << 20;

    /** One for each group; must exceed {@link #ENTRY_BYTES}. */
    static final int WRITE_BUFFER_BYTES = 5 << 20;

    /** The log is purged by whole segments. */
    static final int SEGMENT_BYTES = 8 << 20;

    /** So many entries below a snapshot are kept for members that lag a little. */
    static final int PURGE_MARGIN_ENTRIES = 1_024;

    /** So many entries may share an fsync. */
    static final int FORCE_SYNC_ENTRIES = 1_024;

    static final int PENDING_BYTES = 64 << 20;

    /** A joining member counts as caught up when so many entries are missing. */
    static final int CATCH_UP_ENTRIES = 16;

    static final TimeDuration STAGING_TIMEOUT = millis(30_000);

    /** The election time-out is drawn between the two; a busy JVM must not lose its groups. */
    static final TimeDuration ELECTION_MIN = millis(600);

    static final TimeDuration ELECTION_MAX = millis(1_000);

    /** The same before a first leader is known. */
    static final TimeDuration FIRST_ELECTION_MIN = millis(150);

    static final TimeDuration FIRST_ELECTION_MAX = millis(400);

    /** How soon a leader that lost its majority stands again. */
    static final TimeDuration STEP_DOWN_WAIT = millis(1_000);

    /** Ratis closes itself after a pause of the JVM as long as this: never, for us. */
    static final TimeDuration CLOSE_THRESHOLD = millis(86_400_000);

    /** Nothing of ours is proposed twice under one id, so Ratis' memory of replies is short. */
    static final TimeDuration RETRY_CACHE_EXPIRY = millis(2_000);

    /** The pauses before a silent member is tried again; nothing cuts them short. */
    static final String RETRY_POLICY = "1ms,10, 100ms,20, 500ms,1000000";

    private Settings() {}

    static RaftProperties of(String host, int port, boolean unsafeFlush) {
        var properties = new RaftProperties();
        RaftConfigKeys.Rpc.setType(properties, new GuardedRpc());
        GrpcConfigKeys.Server.setHost(properties, host);
        GrpcConfigKeys.Server.setPort(properties, port);
        log(properties, unsafeFlush);
        appender(properties);
        elections(properties);
        RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
        RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
        RaftServerConfigKeys.Write.setElementLimit(properties, ReplicatedLog.MAX_PENDING);
        RaftServerConfigKeys.Write.setByteLimit(properties, bytes(PENDING_BYTES));
        RaftServerConfigKeys.RetryCache.setExpiryTime(properties, RETRY_CACHE_EXPIRY);
        RaftServerConfigKeys.setCloseThreshold(properties, CLOSE_THRESHOLD);
        RaftServerConfigKeys.setStagingCatchupGap(properties, CATCH_UP_ENTRIES);
        RaftServerConfigKeys.setStagingTimeout(properties, STAGING_TIMEOUT);
        return properties;
    }

    /** Where groups are kept and where removed ones go. */
    static void folder(RaftProperties properties, File groups, File removed) {
        RaftServerConfigKeys.setStorageDir(properties, List.of(groups));
        RaftServerConfigKeys.setRemovedGroupsDir(properties, removed);
    }

    /** Without this the append guard is not enough. */
    static boolean appendsAreComposed(RaftProperties properties) {
        return RaftServerConfigKeys.Log.appendEntriesComposeEnabled(properties);
    }

    private static void log(RaftProperties properties, boolean unsafeFlush) {
        RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
        RaftServerConfigKeys.Log.setAppendEntriesComposeEnabled(properties, false);
        RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, unsafeFlush);
        RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
        RaftServerConfigKeys.Log.setForceSyncNum(properties, FORCE_SYNC_ENTRIES);
        RaftServerConfigKeys.Log.setWriteBufferSize(properties, bytes(WRITE_BUFFER_BYTES));
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, bytes(SEGMENT_BYTES));
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        RaftServerConfigKeys.Log.setPurgePreservationLogNum(properties, PURGE_MARGIN_ENTRIES);
        RaftServerConfigKeys.Log.setCorruptionPolicy(
                properties, RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
    }

    private static void appender(RaftProperties properties) {
        RaftServerConfigKeys.Log.Appender.setWaitTimeMin(properties, millis(0));
        RaftServerConfigKeys.Log.Appender.setBufferByteLimit(properties, bytes(ENTRY_BYTES));
        RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(properties, false);
        RaftServerConfigKeys.Log.Appender.setRetryPolicy(properties, RETRY_POLICY);
    }

    private static void elections(RaftProperties properties) {
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, ELECTION_MIN);
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, ELECTION_MAX);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, FIRST_ELECTION_MIN);
        RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, FIRST_ELECTION_MAX);
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, STEP_DOWN_WAIT);
    }

    private static SizeInBytes bytes(long bytes) {
        return SizeInBytes.valueOf(bytes);
    }

    private static TimeDuration millis(long millis) {
        return TimeDuration.valueOf(millis, TimeUnit.MILLISECONDS);
    }
}
