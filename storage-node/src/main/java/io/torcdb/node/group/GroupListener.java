package io.torcdb.node.group;

/**
 * Told what happens to a replica, by one thread at a time and in order; must not block and must not
 * throw.
 */
public interface GroupListener {
    /** What an entry did. */
    enum Effect {
        OPENED,
        APPLIED,
        VOID
    }

    /** An entry is part of the state, and visible in the store. */
    void applied(Epoch epoch, long sequence, Effect effect);

    /** This replica leads in {@code term}, and everything of earlier terms is applied. */
    void leading(long term);

    /** This replica no longer leads. */
    void notLeading();

    /** A copy has replaced the state: what became of single entries is not known. */
    void replaced();
}
