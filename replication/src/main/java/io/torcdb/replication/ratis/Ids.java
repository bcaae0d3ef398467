package io.torcdb.replication.ratis;

import io.torcdb.replication.GroupId;
import io.torcdb.replication.Member;
import io.torcdb.replication.Position;
import java.util.List;
import java.util.UUID;
import org.apache.ratis.proto.RaftProtos.RaftPeerProto;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.protocol.TermIndex;

/** Our names for groups, members and places in Ratis' words, and back. */
final class Ids {
    private Ids() {}

    /** The group's number is inverted because Ratis keeps the id of all zeros to itself. */
    static RaftGroupId group(GroupId group) {
        return RaftGroupId.valueOf(new UUID(group.cluster(), ~group.group()));
    }

    static RaftGroup group(GroupId group, List<Member> members) {
        return RaftGroup.valueOf(group(group), members.stream().map(Ids::peer).toList());
    }

    static RaftPeerId peerId(long member) {
        return RaftPeerId.valueOf(Long.toUnsignedString(member));
    }

    private static RaftPeer peer(Member member) {
        return RaftPeer.newBuilder()
                .setId(peerId(member.id()))
                .setAddress(member.address())
                .build();
    }

    static long memberId(RaftPeerId id) {
        return Long.parseUnsignedLong(id.toString());
    }

    static Member member(RaftPeer peer) {
        return new Member(memberId(peer.getId()), peer.getAddress());
    }

    static Member member(RaftPeerProto peer) {
        return new Member(memberId(RaftPeerId.valueOf(peer.getId())), peer.getAddress());
    }

    static Position position(TermIndex place) {
        return new Position(place.getTerm(), place.getIndex());
    }

    static TermIndex termIndex(Position position) {
        return TermIndex.valueOf(position.term(), position.index());
    }
}
