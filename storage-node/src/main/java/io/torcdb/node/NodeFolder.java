package io.torcdb.node;

import io.torcdb.node.store.DurableFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The data folder of a node, held by a lock while the node runs:
 *
 * <pre>
 * node.properties   format, cluster, node, incarnation
 * lock
 * catalog           the newest catalog seen
 * logs/             the replicated logs
 * replicas/ID/      the state of each replica
 * copies/           checkpoints that other nodes are reading
 * </pre>
 */
final class NodeFolder implements AutoCloseable {
    private static final String KIND = "storage-node";
    private static final String FORMAT = "1";
    private static final String PROPERTIES = "node.properties";

    private final Path folder;
    private final FileChannel lock;
    private volatile NodeIdentity identity;

    private NodeFolder(Path folder, FileChannel lock, NodeIdentity identity) {
        this.folder = folder;
        this.lock = lock;
        this.identity = identity;
    }

    /**
     * Opens the folder; a new one gets an incarnation.
     *
     * @throws IOException when it cannot be used, with a sentence fit for users
     */
    static NodeFolder open(Path folder, RandomGenerator random) throws IOException {
        try {
            DurableFiles.createFolder(folder);
        } catch (IOException e) {
            throw new IOException("The data folder " + folder + " cannot be made.", e);
        }
        var lock = lock(folder);
        try {
            var found = load(folder);
            var opened =
                    new NodeFolder(
                            folder,
                            lock,
                            found.orElseGet(() -> new NodeIdentity(0, 0, randomUuid(random), 0)));
            if (found.isEmpty()) {
                opened.become(opened.identity());
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel =
                    FileChannel.open(
                            folder.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("The data folder " + folder + " cannot be written.", e);
        }
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            channel.close();
            throw new IOException(inUse(folder));
        }
        channel.close();
        throw new IOException(inUse(folder));
    }

    private static String inUse(Path folder) {
        return "The data folder " + folder + " is in use by another storage node.";
    }

    private static Optional<NodeIdentity> load(Path folder) throws IOException {
        var file = folder.resolve(PROPERTIES);
        if (!Files.exists(file)) {
            if (Files.exists(folder.resolve("logs"))) {
                throw new IOException("The file " + file + " is missing beside the node's data.");
            }
            return Optional.empty();
        }
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        if (!KIND.equals(properties.getProperty("kind"))
                || !FORMAT.equals(properties.getProperty("format"))) {
            throw new IOException(
                    "The data folder " + folder + " is not of a storage node of this version.");
        }
        try {
            return Optional.of(
                    new NodeIdentity(
                            Long.parseUnsignedLong(text(properties, "cluster"), 16),
                            Long.parseUnsignedLong(text(properties, "node")),
                            text(properties, "incarnation"),
                            Integer.parseInt(text(properties, "raft.port"))));
        } catch (NumberFormatException e) {
            throw new IOException("The file " + file + " is damaged.", e);
        }
    }

    private static String text(Properties properties, String key) {
        return properties.getProperty(key, "");
    }

    private static String randomUuid(RandomGenerator random) {
        var version4 = (random.nextLong() & ~0xf000L) | 0x4000L;
        var variant2 = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(version4, variant2).toString();
    }

    NodeIdentity identity() {
        return identity;
    }

    /** Keeps {@code next} durably. */
    void become(NodeIdentity next) throws IOException {
        var text =
                """
                kind=%s
                format=%s
                cluster=%016x
                node=%s
                incarnation=%s
                raft.port=%d
                """
                        .formatted(
                                KIND,
                                FORMAT,
                                next.clusterId(),
                                Long.toUnsignedString(next.nodeId()),
                                next.incarnation(),
                                next.raftPort());
        DurableFiles.replace(folder.resolve(PROPERTIES), text.getBytes(StandardCharsets.UTF_8));
        identity = next;
    }

    Path catalog() {
        return folder.resolve("catalog");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path copies() {
        return folder.resolve("copies");
    }

    Path replica(long group) {
        return folder.resolve("replicas").resolve(Long.toUnsignedString(group));
    }

    /** Returns how much the file system of this folder still takes. */
    long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
