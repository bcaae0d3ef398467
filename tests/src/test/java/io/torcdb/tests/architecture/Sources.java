package io.torcdb.tests.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The project's own files. */
final class Sources {
    private static final Set<String> SKIPPED =
            Set.of("target", ".git", "node_modules", "data", "data-cluster");

    private Sources() {}

    /** Returns the project's root folder. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("model").resolve("pom.xml"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("run this test inside the project");
            }
        }
        return folder;
    }

    /** Returns the files whose names end with {@code suffix}, in a fixed order. */
    static List<Path> endingWith(String suffix) {
        try (Stream<Path> files = walk(root())) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList().stream()
                    .filter(path -> !SKIPPED.contains(path.getFileName().toString()))
                    .flatMap(path -> Files.isDirectory(path) ? walk(path) : Stream.of(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String name(Path file) {
        return root().relativize(file).toString();
    }
}
