package io.torcdb.replication.ratis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;

/** The standing of this server in a division of Ratis. */
final class DivisionStanding implements Standing {
    private final RaftServer.Division division;
    private volatile Known known;

    DivisionStanding(RaftServer.Division division) {
        this.division = division;
        known = Known.of(division.getRaftConf(), division.getId().toString());
    }

    @Override
    public boolean leads(long term) {
        var info = division.getInfo();
        return info.isLeader() && info.isAlive() && info.getCurrentTerm() == term;
    }

    @Override
    public List<Majority> majorities() {
        var configuration = division.getRaftConf();
        var last = known;
        if (!last.isOf(configuration)) {
            last = Known.of(configuration, division.getId().toString());
            known = last;
        }
        return last.majorities;
    }

    /** What a configuration asks for. */
    private record Known(RaftConfiguration configuration, List<Majority> majorities) {
        static Known of(RaftConfiguration configuration, String self) {
            var majorities = new ArrayList<Majority>(2);
            majorities.add(majority(configuration.getCurrentPeers(), self));
            if (!configuration.getPreviousPeers().isEmpty()) {
                majorities.add(majority(configuration.getPreviousPeers(), self));
            }
            return new Known(configuration, List.copyOf(majorities));
        }

        @SuppressWarnings("ReferenceEquality") // a configuration is immutable
        boolean isOf(RaftConfiguration other) {
            return configuration == other;
        }

        private static Majority majority(Collection<RaftPeer> voters, String self) {
            return Majority.of(
                    voters.stream()
                            .map(voter -> voter.getId().toString())
                            .collect(Collectors.toSet()),
                    self);
        }
    }
}
