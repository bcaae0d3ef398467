package io.torcdb.replication.ratis;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a leadership round asks about its group: who votes, and whether this server leads. */
interface Standing {
    /** Returns whether this server leads in {@code term} at this moment. */
    boolean leads(long term);

    /** Returns the majorities that are needed: one, or two while the members change. */
    List<Majority> majorities();

    /**
     * A majority of one set of voters; listeners are none.
     *
     * @param others the voters without this server
     * @param needed how many of them must agree
     */
    record Majority(Set<String> others, int needed) {
        /** Returns the majority of {@code voters}, where {@code self} agrees if it is one. */
        static Majority of(Set<String> voters, String self) {
            var others =
                    voters.stream()
                            .filter(voter -> !voter.equals(self))
                            .collect(Collectors.toUnmodifiableSet());
            var own = voters.size() - others.size();
            return new Majority(others, Math.max(0, voters.size() / 2 + 1 - own));
        }
    }
}
