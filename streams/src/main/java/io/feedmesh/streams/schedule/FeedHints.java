package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedMetadata;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.feedmesh.streams.topology.BinarySerde;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;

/**
 * What a feed's document says that matters for fetching it. Times in milliseconds, moments since
 * the epoch; 0 for what it does not say.
 *
 * @param site canonical address of its site, or null
 * @param ttl how long it asks to be cached (RSS 2.0 ttl)
 * @param period how often it says that it is updated (RSS 1.0 syndication module)
 * @param base the moment that its periods are counted from
 * @param entryPause median pause between its entries' dates
 * @param latestEntry date of its newest entry
 * @param quiet when it asks not to be polled
 * @param push who offers to tell of its changes, or null
 */
record FeedHints(
    String site,
    long ttl,
    long period,
    long base,
    long entryPause,
    long latestEntry,
    Quiet quiet,
    PushTarget push) {
  static final FeedHints NONE = new FeedHints(null, 0, 0, 0, 0, 0, Quiet.NEVER, null);

  static final BinarySerde<FeedHints> SERDE =
      new BinarySerde<>("feed hints", 1, FeedHints::write, (version, in) -> read(in));

  static FeedHints of(Document document) {
    FeedMetadata feed = document.getFeed();
    Integer ttl = feed.getTtlMinutes();
    return new FeedHints(
        canonical(feed.getLink()),
        ttl == null ? 0 : Math.max(0, ttl) * 60_000L,
        millis(feed.getUpdatePeriodSeconds()),
        moment(feed.getUpdateBase()),
        millis(feed.getEntryPauseSeconds()),
        moment(feed.getLatestEntry()),
        Quiet.of(feed.getSkipHours(), feed.getSkipDays()),
        PushTarget.of(document));
  }

  private static long millis(Long seconds) {
    return seconds == null ? 0 : Math.min(Math.max(0, seconds), Integer.MAX_VALUE) * 1000L;
  }

  private static long moment(Instant instant) {
    return instant == null ? 0 : Math.max(0, instant.toEpochMilli());
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
    out.writeLong(hints.ttl);
    out.writeLong(hints.period);
    out.writeLong(hints.base);
    out.writeLong(hints.entryPause);
    out.writeLong(hints.latestEntry);
    hints.quiet.write(out);
    PushTarget.write(hints.push, out);
  }

  static FeedHints read(DataInputStream in) throws IOException {
    return new FeedHints(
        BinarySerde.readText(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        Quiet.read(in),
        PushTarget.read(in));
  }
}
