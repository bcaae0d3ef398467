package io.torcdb.node.sequencer;

import java.util.OptionalLong;

/** What reads must know of the sequencer beside them. Safe for use by many threads. */
interface Leadership {
    /**
     * Returns the term that this replica leads in and has applied its own opening of; empty when it
     * may not serve.
     */
    OptionalLong servingTerm();

    /** Returns whether an undecided entry gives the tokens of a table away. */
    boolean gives(long table);
}
