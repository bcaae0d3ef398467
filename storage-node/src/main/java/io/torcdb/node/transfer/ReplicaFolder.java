package io.torcdb.node.transfer;

import io.torcdb.node.store.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where one replica keeps its state: folders {@code store-1}, {@code store-2}…, of which the file
 * {@code current} names the one in use. A copy is fetched into {@code incoming} and becomes the
 * next of them; replacing {@code current} is the moment at which it takes the place of its
 * predecessor. One thread at a time.
 */
public final class ReplicaFolder {
    private static final String CURRENT = "current";
    private static final String INCOMING = "incoming";
    private static final String PREFIX = "store-";
    private static final Pattern STORE = Pattern.compile(PREFIX + "([1-9][0-9]{0,17})");

    private final Path folder;
    private volatile long number;

    private ReplicaFolder(Path folder, long number) {
        this.folder = folder;
        this.number = number;
    }

    /** Opens the folder, makes it if it is not there, and removes what a crash has left over. */
    public static ReplicaFolder open(Path folder) throws IOException {
        DurableFiles.createFolder(folder);
        var opened = new ReplicaFolder(folder, current(folder));
        opened.removeOthers();
        return opened;
    }

    private static long current(Path folder) throws IOException {
        var file = folder.resolve(CURRENT);
        if (!Files.exists(file)) {
            try (var files = Files.list(folder)) {
                if (files.anyMatch(other -> STORE.matcher(fileName(other)).matches())) {
                    throw new IOException("The file " + file + " is missing.");
                }
            }
            DurableFiles.replace(file, name(1).getBytes(StandardCharsets.US_ASCII));
            return 1;
        }
        var matcher = STORE.matcher(Files.readString(file, StandardCharsets.US_ASCII).strip());
        if (!matcher.matches()) {
            throw new IOException("The file " + file + " does not name a store.");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Returns the folder of the store in use. */
    public Path store() {
        return folder.resolve(name(number));
    }

    /** Returns where a copy is fetched into; what was there is removed. */
    Path emptyIncoming() throws IOException {
        var incoming = folder.resolve(INCOMING);
        DurableFiles.deleteTree(incoming);
        DurableFiles.createFolder(incoming);
        return incoming;
    }

    /** Lets what is in {@code incoming}, whole and durable, take the place of the store in use. */
    void adoptIncoming() throws IOException {
        var next = number + 1;
        DurableFiles.move(folder.resolve(INCOMING), folder.resolve(name(next)));
        DurableFiles.replace(
                folder.resolve(CURRENT), name(next).getBytes(StandardCharsets.US_ASCII));
        number = next;
        removeOthers();
    }

    private void removeOthers() throws IOException {
        List<Path> others;
        try (var files = Files.list(folder)) {
            others = files.filter(this::isLeftOver).sorted().toList();
        }
        for (var other : others) {
            DurableFiles.deleteTree(other);
        }
    }

    private boolean isLeftOver(Path file) {
        var name = fileName(file);
        return name.equals(INCOMING)
                || (STORE.matcher(name).matches() && !name.equals(name(number)));
    }

    private static String fileName(Path file) {
        return file.getFileName().toString();
    }

    private static String name(long number) {
        return PREFIX + number;
    }
}
