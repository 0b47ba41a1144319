package io.feedmesh.streams.dedupe;

import java.util.List;

/**
 * What the dedupe app knows of a feed: no bodies, some 40 bytes for each entry.
 *
 * @param version of the current document; counts the accepted ones from 1
 * @param acceptedAt when something of this feed was last accepted, epoch milliseconds
 * @param originDate the origin's clock when it last sent the current document, epoch milliseconds;
 *     {@link #NO_DATE} where it said nothing that can be believed
 * @param fetchedAt when the current document was last fetched, epoch milliseconds
 * @param hashes contents of documents seen of late; the first is the current one
 * @param entries what was seen and is not yet forgotten
 */
record FeedMemory(
    long version,
    long acceptedAt,
    long originDate,
    long fetchedAt,
    List<Key128> hashes,
    List<KnownEntry> entries) {
  static final long NO_DATE = Long.MIN_VALUE;
  static final int MAX_HASHES = 8;

  /** A feed of which nothing is known yet. */
  static final FeedMemory NONE =
      new FeedMemory(0, 0, NO_DATE, Long.MIN_VALUE, List.of(), List.of());

  FeedMemory {
    hashes = List.copyOf(hashes);
    entries = List.copyOf(entries);
  }
}
