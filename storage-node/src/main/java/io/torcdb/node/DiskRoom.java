package io.torcdb.node;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the room on the node's disk: writes are refused before it is used up, since logs and
 * databases do not survive a full disk, and taken again as soon as there is room.
 */
final class DiskRoom {
    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);

    private final NodeFolder folder;
    private final long reserveBytes;
    private volatile boolean full;

    DiskRoom(NodeFolder folder, long reserveBytes) {
        this.folder = folder;
        this.reserveBytes = reserveBytes;
        look();
    }

    boolean isFull() {
        return full;
    }

    /** Looks at the disk. */
    void look() {
        try {
            var usable = folder.usableBytes();
            var next = usable < reserveBytes;
            if (next != full) {
                LOG.warn(
                        "The disk has {} bytes left, {} are kept in reserve: writes are {}",
                        usable,
                        reserveBytes,
                        next ? "refused" : "taken again");
            }
            full = next;
        } catch (IOException e) {
            LOG.warn("The room on the disk cannot be told", e);
        }
    }
}
