package io.torcdb.tests.simulation;

import java.util.ArrayList;
import java.util.List;

/** What checkers found. They only note it: code under test may catch what is thrown through it. */
final class Violations {
    private final List<String> found = new ArrayList<>();

    void add(String what) {
        found.add(what);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    String first() {
        return found.getFirst();
    }
}
