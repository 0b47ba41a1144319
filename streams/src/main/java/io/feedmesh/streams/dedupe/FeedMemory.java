package io.feedmesh.streams.dedupe;

import java.util.List;

/**
 * What the dedupe app knows of a feed: no bodies, 48 or 64 bytes for each entry.
 *
 * @param version of the current document; counts the accepted ones from 1
 * @param acceptedAt when something of this feed was last accepted, epoch milliseconds
 * @param originDate the origin's clock when it last sent the current document, epoch milliseconds;
 *     {@link #NO_DATE} where it said nothing that can be believed
 * @param fetchedAt when the current document was last fetched, epoch milliseconds
 * @param hashes contents of documents seen of late; the first is the current one
 * @param byLink whether the feed's ids were found to tell its entries not apart, so that links do
 * @param entries what was seen and is not yet forgotten: first those of the current document, in
 *     its order
 */
record FeedMemory(
    long version,
    long acceptedAt,
    long originDate,
    long fetchedAt,
    List<SeenHash> hashes,
    boolean byLink,
    List<KnownEntry> entries) {
  static final long NO_DATE = Long.MIN_VALUE;
  static final int MAX_HASHES = 8;

  /** A feed of which nothing is known yet. */
  static final FeedMemory NONE =
      new FeedMemory(0, 0, NO_DATE, Long.MIN_VALUE, List.of(), false, List.of());

  FeedMemory {
    hashes = List.copyOf(hashes);
    entries = List.copyOf(entries);
  }

  /** Time of the current document by which it is compared with others, in seconds since 1970. */
  int at() {
    return (int) ((originDate == NO_DATE ? fetchedAt : originDate) / 1000);
  }
}
