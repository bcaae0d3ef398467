package io.torcdb.tests.simulation;

import java.util.TreeMap;

/** Replicas are byte-equal at equal index. */
final class ReplicasAreEqual {
    private final Violations violations;
    private final TreeMap<Integer, Long> digests = new TreeMap<>();

    ReplicasAreEqual(Violations violations) {
        this.violations = violations;
    }

    void check(int applied, long digest) {
        Long first = digests.putIfAbsent(applied, digest);
        if (first != null && first != digest) {
            violations.add("replicas differ after entry " + (applied - 1));
        }
    }
}
