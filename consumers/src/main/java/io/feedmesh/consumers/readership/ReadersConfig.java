package io.feedmesh.consumers.readership;

/**
 * How much is counted at most. Immutable.
 *
 * @param maxFeeds feeds a day, at least 1; requests for others are dropped
 * @param maxReaderBytes heap for readers that have not been told of yet, at least 1; requests of
 *     further ones are counted without them
 */
record ReadersConfig(int maxFeeds, long maxReaderBytes) {
  /** 500,000 feeds; and 32 MiB, which is some millions of readers. */
  static final ReadersConfig DEFAULT = new ReadersConfig(500_000, 32 << 20);

  ReadersConfig {
    if (maxFeeds < 1 || maxReaderBytes < 1) {
      throw new IllegalArgumentException(
          "feeds and bytes of readers: expected at least 1, found "
              + maxFeeds
              + " and "
              + maxReaderBytes);
    }
  }
}
