package io.feedmesh.streams.dedupe;

/**
 * What is remembered of an entry.
 *
 * @param key its key in the newest document that had it
 * @param told the key that it was told under, which stays when its feed gives it another id
 * @param link hash of its link, 0 for none
 * @param content hash of its meaningful text
 * @param source hash of the texts that {@code content} was made of, as they were published
 * @param leftAt when it left the document, in seconds since 1970; {@link #PRESENT} while it is
 *     there
 * @param seenAt time of the newest document that had it, in seconds since 1970; 0 while it is in
 *     the current one
 * @param removed whether it was told as removed
 */
record KnownEntry(
    Key128 key,
    Key128 told,
    long link,
    long content,
    long source,
    int leftAt,
    int seenAt,
    boolean removed) {
  static final int PRESENT = 0;

  /** One that is in the current document. */
  static KnownEntry present(Key128 key, Key128 told, long link, long content, long source) {
    return new KnownEntry(key, told, link, content, source, PRESENT, 0, false);
  }

  boolean isPresent() {
    return leftAt == PRESENT;
  }

  /** Whether it goes on under a key that it has no more. */
  boolean renamed() {
    return !told.equals(key);
  }

  /** Whether the remember time after it left is over. */
  boolean forgotten(int now, long rememberSeconds) {
    return leftAt != PRESENT && leftAt + rememberSeconds < now;
  }

  /** The entry now that it is in the document no more; one that had left before stays as it is. */
  KnownEntry left(int now, int lastSeen) {
    return isPresent() ? with(now, lastSeen, false) : this;
  }

  KnownEntry asRemoved() {
    return with(leftAt, seenAt, true);
  }

  KnownEntry keyed(Key128 other) {
    return new KnownEntry(other, told, link, content, source, leftAt, seenAt, removed);
  }

  private KnownEntry with(int newLeftAt, int newSeenAt, boolean newRemoved) {
    return new KnownEntry(key, told, link, content, source, newLeftAt, newSeenAt, newRemoved);
  }
}
