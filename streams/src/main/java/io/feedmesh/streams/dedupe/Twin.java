package io.feedmesh.streams.dedupe;

/**
 * What two entries share that may be one under two ids.
 *
 * @param link hash of the link
 * @param content hash of the meaningful text
 */
record Twin(long link, long content) {
  static Twin of(KnownEntry entry) {
    return new Twin(entry.link(), entry.content());
  }

  static Twin of(SeenEntry entry) {
    return new Twin(entry.link(), entry.content());
  }
}
