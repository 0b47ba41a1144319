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
 */
record KnownEntry(Key128 key, Key128 told, long link, long content, long source, int leftAt) {
  static final int PRESENT = 0;

  /** Whether it goes on under a key that it has no more. */
  boolean renamed() {
    return !told.equals(key);
  }

  /** Whether the remember time after it left is over. */
  boolean forgotten(int now, long rememberSeconds) {
    return leftAt != PRESENT && leftAt + rememberSeconds < now;
  }

  KnownEntry left(int now) {
    return leftAt == PRESENT ? new KnownEntry(key, told, link, content, source, now) : this;
  }
}
