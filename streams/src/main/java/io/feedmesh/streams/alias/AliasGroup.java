package io.feedmesh.streams.alias;

import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The addresses that may be one feed's, the one heard of last first. Immutable.
 *
 * @param members at most {@link #MAX_MEMBERS}
 */
record AliasGroup(List<AliasMember> members) {
  static final int MAX_MEMBERS = 32;

  static final AliasGroup NONE = new AliasGroup(List.of());

  static final BinarySerde<AliasGroup> SERDE =
      new BinarySerde<>("an alias group", 1, AliasGroup::write, (version, in) -> read(in));

  AliasGroup {
    members = List.copyOf(members);
  }

  Optional<AliasMember> member(String feedUrl) {
    return members.stream().filter(each -> each.feedUrl().equals(feedUrl)).findFirst();
  }

  private static void write(AliasGroup group, DataOutputStream out) throws IOException {
    out.writeByte(group.members.size());
    for (AliasMember member : group.members) {
      AliasMember.write(member, out);
    }
  }

  private static AliasGroup read(DataInputStream in) throws IOException {
    List<AliasMember> members = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      members.add(AliasMember.read(in));
    }
    return new AliasGroup(members);
  }
}
