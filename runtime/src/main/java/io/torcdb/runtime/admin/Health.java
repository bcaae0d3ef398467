package io.torcdb.runtime.admin;

import java.util.List;

/**
 * How a process is, as its admin port tells it: asked at any time, from any thread, answered at
 * once. Each process makes its own ({@code RouterProcess.health()} and so on); the launcher serves
 * it, or the sum of several in one JVM.
 */
@FunctionalInterface
public interface Health {
    /** Returns how the process is now. */
    State state();

    /**
     * How a process is.
     *
     * @param live false when it cannot go on and must be restarted
     * @param notReady why it should not get traffic yet, one sentence each; ready when empty
     * @param warnings what is wrong though it is ready, such as a group without leader
     */
    record State(boolean live, List<String> notReady, List<String> warnings) {
        /** All is well. */
        public static final State READY = new State(true, List.of(), List.of());

        public State {
            notReady = List.copyOf(notReady);
            warnings = List.copyOf(warnings);
        }

        /** Returns a live process that is not ready because of {@code reasons}. */
        public static State notReady(List<String> reasons) {
            return new State(true, reasons, List.of());
        }

        /** Returns whether the process lives and is ready. */
        public boolean ready() {
            return live && notReady.isEmpty();
        }
    }
}
