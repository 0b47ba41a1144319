package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What a feed's document says that matters for fetching it.
 *
 * @param site canonical address of its site, or null
 * @param ttlMillis how long it asks to be cached (RSS 2.0 ttl), 0 where it does not
 * @param periodMillis how often it says that it is updated (RSS 1.0 syndication module), 0 where it
 *     does not
 */
record FeedHints(String site, long ttlMillis, long periodMillis) {
  static final FeedHints NONE = new FeedHints(null, 0, 0);

  static final BinarySerde<FeedHints> SERDE =
      new BinarySerde<>("feed hints", 1, FeedHints::write, (version, in) -> read(in));

  static FeedHints of(Document document) {
    FeedMetadata feed = document.getFeed();
    Integer ttl = feed.getTtlMinutes();
    Long period = feed.getUpdatePeriodSeconds();
    return new FeedHints(
        canonical(feed.getLink()),
        ttl == null ? 0 : Math.max(0, ttl) * 60_000L,
        period == null ? 0 : Math.min(Math.max(0, period), Integer.MAX_VALUE) * 1000L);
  }

  private static String canonical(String link) {
    if (link == null) {
      return null;
    }
    try {
      return FeedUrl.parse(link).toString();
    } catch (BadFeedUrlException e) {
      return null; // a site without an address of its own cannot be pinged either
    }
  }

  static void write(FeedHints hints, DataOutputStream out) throws IOException {
    BinarySerde.writeText(out, hints.site);
    out.writeLong(hints.ttlMillis);
    out.writeLong(hints.periodMillis);
  }

  static FeedHints read(DataInputStream in) throws IOException {
    return new FeedHints(BinarySerde.readText(in), in.readLong(), in.readLong());
  }
}
