package io.torcdb.replication.ratis;

import io.torcdb.replication.Member;
import java.nio.file.Path;

/**
 * How the logs of one process are kept.
 *
 * @param self this process; the log server listens at its address
 * @param folder where the logs are
 * @param unsafeFlush acknowledge before the disk has it: only for data that need not survive the
 *     process
 */
public record RatisConfig(Member self, Path folder, boolean unsafeFlush) {}
