package io.torcdb.deploy.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A folder of data that one process at a time may use: held by a lock that the operating system
 * drops with the process, however it ends.
 */
public final class DataFolder implements AutoCloseable {
    private static final String LOCK_FILE = "torc.lock";
    private static final int MAX_PID_BYTES = 20;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Which cluster may be in a folder: each keeps what it is made of in a file of its own. */
    public enum Kind {
        /** All of it in one process. */
        LOCAL("torc.properties", "torc start"),
        /** A process for each role. */
        PROCESSES("cluster.properties", "torc cluster start");

        private final String file;
        private final String command;

        Kind(String file, String command) {
            this.file = file;
            this.command = command;
        }

        /** Returns the name of its file. */
        public String file() {
            return file;
        }
    }

    /**
     * Makes the folder of a cluster if it is not there and takes it.
     *
     * @throws CommandFailed when it holds the other kind of cluster, cannot be written, or another
     *     process has it
     */
    public static DataFolder open(Path path, Kind kind) {
        for (var other : Kind.values()) {
            if (other != kind && Files.exists(path.resolve(other.file))) {
                throw new CommandFailed(
                        "The cluster in %s was made by %s; run that, or choose another --data folder."
                                .formatted(path.toAbsolutePath().normalize(), other.command));
            }
        }
        return open(path);
    }

    /**
     * Makes the folder if it is not there and takes it.
     *
     * @throws CommandFailed when it cannot be written or another process has it
     */
    public static DataFolder open(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            var channel =
                    FileChannel.open(
                            absolute.resolve(LOCK_FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                var holder = holder(channel);
                channel.close();
                throw new CommandFailed(
                        "The data folder %s is in use by another Torc process%s; stop that one or choose another folder."
                                .formatted(absolute, holder));
            }
            var pid = String.valueOf(ProcessHandle.current().pid());
            var _ = channel.truncate(0);
            var _ = channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
            return new DataFolder(absolute, channel);
        } catch (IOException e) {
            throw new CommandFailed(
                    "The data folder %s cannot be used: %s. Check its permissions or choose another."
                            .formatted(absolute, reason(e)),
                    e);
        }
    }

    /** Returns where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "access to " + denied.getFile() + " is denied";
            case FileAlreadyExistsException file -> file.getFile() + " is not a folder";
            case NoSuchFileException missing -> missing.getFile() + " cannot be made";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // this very process has it
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(MAX_PID_BYTES);
        var read = channel.read(bytes, 0);
        return read <= 0
                ? ""
                : " (pid " + new String(bytes.array(), 0, read, StandardCharsets.US_ASCII) + ")";
    }
}
