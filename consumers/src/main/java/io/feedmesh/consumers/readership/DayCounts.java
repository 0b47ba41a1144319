package io.feedmesh.consumers.readership;

import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What was read on one day (UTC), within bounds: what is past them is dropped. Safe for use by
 * several threads.
 */
final class DayCounts {
  private final LocalDate day;
  private final long begin;
  private final long end;
  private final DayKey key;
  private final ReadersConfig bounds;
  private final ReadersMeters meters;
  private final ConcurrentMap<FeedUrl, FeedCount> feeds = new ConcurrentHashMap<>();
  private final AtomicLong readerBytes = new AtomicLong();

  DayCounts(LocalDate day, ReaderKeys keys, ReadersConfig bounds, ReadersMeters meters) {
    this.day = day;
    this.begin = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    this.end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    this.key = keys.on(day);
    this.bounds = bounds;
    this.meters = meters;
  }

  static LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  LocalDate day() {
    return day;
  }

  /** Whether the moment, epoch milliseconds, is on this day. */
  boolean has(long moment) {
    return moment >= begin && moment < end;
  }

  /** The nearest moment of the day, its end included. */
  Instant within(Instant moment) {
    return Instant.ofEpochMilli(Math.max(begin, Math.min(end, moment.toEpochMilli())));
  }

  Map<FeedUrl, FeedCount> feeds() {
    return feeds;
  }

  void answered(FeedUrl url, Reader reader) {
    FeedCount feed = feeds.get(url);
    if (feed == null) {
      if (feeds.size() >= bounds.maxFeeds()) {
        meters.feedDropped();
        return;
      }
      feed = feeds.computeIfAbsent(url, unused -> new FeedCount());
    }
    Optional<Claim> claim = reader.claim();
    if (claim.isPresent()) {
      feed.service(claim.get().service(), claim.get().subscribers());
    } else if (readerBytes.get() < bounds.maxReaderBytes()) {
      int grown = feed.reader(reader.on(key));
      if (grown != 0) {
        readerBytes.addAndGet(grown);
      }
    } else {
      meters.readerDropped();
      feed.request();
    }
  }

  /** What there is to tell of a feed. */
  Optional<FeedCount.News> take(FeedCount feed) {
    Optional<FeedCount.News> news = feed.take();
    readerBytes.addAndGet(-news.map(FeedCount.News::bytes).orElse(0));
    return news;
  }

  /** It could not be told. */
  void untold(FeedCount feed, FeedCount.News news) {
    readerBytes.addAndGet(feed.untold(news));
  }
}
