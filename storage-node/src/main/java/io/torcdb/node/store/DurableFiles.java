package io.torcdb.node.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What files need beyond the JDK so that a crash leaves them old or new. */
public final class DurableFiles {
    private static final String ASIDE_SUFFIX = ".new";

    private DurableFiles() {}

    /** Makes a file's bytes, or a folder's names, durable. */
    public static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes the name of {@code path} durable. */
    public static void syncParent(Path path) throws IOException {
        var parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            sync(parent);
        }
    }

    /** Makes {@code folder} and the folders above it that are missing, durably. */
    public static void createFolder(Path folder) throws IOException {
        var absolute = folder.toAbsolutePath();
        if (Files.isDirectory(absolute)) {
            return;
        }
        var parent = absolute.getParent();
        if (parent != null) {
            createFolder(parent);
        }
        Files.createDirectories(absolute);
        syncParent(absolute);
    }

    /** Replaces what {@code file} holds as a whole: after a crash it holds the old or the new. */
    public static void replace(Path file, byte[] contents) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ASIDE_SUFFIX);
        Files.write(aside, contents);
        sync(aside);
        move(aside, file);
    }

    /** Renames within one file system, durably; an existing file is replaced. */
    public static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncParent(to);
    }

    /** Deletes a folder with all that is in it, if it is there. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new Deletion());
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
