package io.feedmesh.streams.alias;

import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An address of a group. Immutable.
 *
 * @param feedUrl canonical URL
 * @param named canonical URL that its document names as its own
 * @param canonical the feed that it is an alias of, or null
 * @param strikes how many of its documents in a row that feed did not have
 * @param recent fingerprints of its last documents, the latest first
 */
record AliasMember(String feedUrl, String named, String canonical, int strikes, List<Long> recent) {
  private static final int MAX_RECENT = 8;

  AliasMember {
    recent = List.copyOf(recent);
  }

  /** One that nothing was seen of. */
  static AliasMember unknown(String feedUrl) {
    return new AliasMember(feedUrl, feedUrl, null, 0, List.of());
  }

  AliasMember saw(String nameOfIt, long fingerprint) {
    List<Long> seen = new ArrayList<>(recent);
    seen.remove(fingerprint);
    seen.add(0, fingerprint);
    return new AliasMember(
        feedUrl, nameOfIt, canonical, strikes, seen.subList(0, Math.min(MAX_RECENT, seen.size())));
  }

  AliasMember of(String feed) {
    return new AliasMember(feedUrl, named, feed, 0, recent);
  }

  AliasMember struck(int times) {
    return new AliasMember(feedUrl, named, canonical, times, recent);
  }

  boolean isAlias() {
    return canonical != null;
  }

  /** Whether its latest document had just those entries. */
  boolean shows(long fingerprint) {
    return !recent.isEmpty() && recent.get(0) == fingerprint;
  }

  /** Whether one of its last documents had. */
  boolean showed(long fingerprint) {
    return recent.contains(fingerprint);
  }

  static void write(AliasMember member, DataOutputStream out) throws IOException {
    BinarySerde.writeText(out, member.feedUrl);
    BinarySerde.writeText(out, member.named);
    BinarySerde.writeText(out, member.canonical);
    out.writeByte(member.strikes);
    out.writeByte(member.recent.size());
    for (long fingerprint : member.recent) {
      out.writeLong(fingerprint);
    }
  }

  static AliasMember read(DataInputStream in) throws IOException {
    String feedUrl = BinarySerde.readText(in);
    String named = BinarySerde.readText(in);
    String canonical = BinarySerde.readText(in);
    int strikes = in.readByte();
    List<Long> recent = new ArrayList<>(MAX_RECENT);
    for (int left = in.readByte(); left > 0; left--) {
      recent.add(in.readLong());
    }
    return new AliasMember(feedUrl, named, canonical, strikes, recent);
  }
}
