package io.torcdb.node.sequencer;

import java.util.concurrent.Executor;

/**
 * Where the work of a group runs.
 *
 * @param onCall runs a sequencer's drain when a caller enqueues; {@code Runnable::run} = on the
 *     caller
 * @param onApply runs it when the thread that applies entries, or one of the log's, enqueues: those
 *     only hand over
 * @param blocking runs what may block on the disk, one thread each
 */
public record Execution(Executor onCall, Executor onApply, Executor blocking) {}
