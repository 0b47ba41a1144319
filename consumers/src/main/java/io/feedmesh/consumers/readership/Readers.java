package io.feedmesh.consumers.readership;

import io.feedmesh.consumers.subscribe.Outbox;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what readers were given, and who they are, and tells {@code readership} once an interval:
 * how many requests there were on the day so far, and a sketch of the readers. What could not be
 * told is told with the next interval, so that nothing is lost, and nothing counts twice. No
 * address leaves this class. Safe for use by several threads.
 */
public final class Readers {
  private static final int DAYS_KEPT = 3;
  private static final int AT_ONCE = 500;

  private final String edge;
  private final Topic<Readership> topic;
  private final ReaderKeys keys;
  private final ReadersConfig bounds;
  private final Outbox outbox;
  private final InstantSource clock;
  private final ReadersMeters meters;
  private final Instant run;
  private final ConcurrentMap<FeedUrl, LongAdder> total = new ConcurrentHashMap<>();
  private final NavigableMap<LocalDate, DayCounts> days = new TreeMap<>();
  private volatile DayCounts today;
  private Instant from;
  private CompletableFuture<Void> telling = CompletableFuture.completedFuture(null);

  /** The first interval begins now. */
  public Readers(
      String edge,
      Topic<Readership> topic,
      ReaderKeys keys,
      Outbox outbox,
      InstantSource clock,
      MeterRegistry registry) {
    this(edge, topic, keys, ReadersConfig.DEFAULT, outbox, clock, registry);
  }

  Readers(
      String edge,
      Topic<Readership> topic,
      ReaderKeys keys,
      ReadersConfig bounds,
      Outbox outbox,
      InstantSource clock,
      MeterRegistry registry) {
    this.edge = edge;
    this.topic = topic;
    this.keys = keys;
    this.bounds = bounds;
    this.outbox = outbox;
    this.clock = clock;
    this.meters = new ReadersMeters(registry);
    this.run = clock.instant();
    this.from = run;
    this.today = day(run);
  }

  /** One more request for a feed was answered. */
  public void answered(FeedUrl url, Reader reader) {
    long now = clock.millis();
    DayCounts day = today;
    if (!day.has(now)) {
      day = day(Instant.ofEpochMilli(now));
    }
    day.answered(url, reader);
    LongAdder requests = total.get(url);
    if (requests == null && total.size() < bounds.maxFeeds()) {
      requests = total.computeIfAbsent(url, unused -> new LongAdder());
    }
    if (requests != null) {
      requests.increment();
    }
  }

  /** How often each feed was asked for since the start; follows later requests. */
  public Map<FeedUrl, LongAdder> total() {
    return Collections.unmodifiableMap(total);
  }

  /** The day of a moment, from now on the current one. A clock may go back, too. */
  private synchronized DayCounts day(Instant moment) {
    LocalDate date = DayCounts.dayOf(moment);
    DayCounts day = days.computeIfAbsent(date, unused -> new DayCounts(date, keys, bounds, meters));
    if (days.size() > DAYS_KEPT) { // Kafka has been away for days, or a clock was set
      days.remove(days.firstKey().equals(date) ? days.lastKey() : days.firstKey());
    }
    today = day;
    return day;
  }

  /**
   * Ends the interval: tells what came of it, so many feeds at once that the outbox has room.
   *
   * @return completes when all is told, or something could not be
   */
  public synchronized CompletableFuture<Void> endInterval() {
    if (!telling.isDone()) {
      return telling;
    }
    Instant until = clock.instant();
    Instant start = from.isAfter(until) ? until : from;
    from = until;
    List<Untold> all = new ArrayList<>();
    for (DayCounts day : days.values()) {
      Instant begin = day.within(start);
      day.feeds().forEach((url, feed) -> all.add(new Untold(day, url, feed, begin, until)));
    }
    forgetOver();
    telling = tell(all.iterator());
    return telling;
  }

  /** What an interval may have brought of a feed. */
  private record Untold(DayCounts day, FeedUrl url, FeedCount feed, Instant begin, Instant until) {}

  /** Days before yesterday: what they could not tell in all that time is late. */
  private void forgetOver() {
    days.headMap(today.day().minusDays(1), false).clear();
  }

  private CompletableFuture<Void> tell(Iterator<Untold> rest) {
    List<CompletableFuture<Void>> sent = new ArrayList<>();
    while (rest.hasNext() && sent.size() < AT_ONCE) {
      Untold untold = rest.next();
      untold.day().take(untold.feed()).ifPresent(news -> sent.add(send(untold, news)));
    }
    if (sent.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .handle((nothing, failure) -> failure == null)
        .thenCompose(allTold -> allTold ? tell(rest) : CompletableFuture.completedFuture(null));
  }

  private CompletableFuture<Void> send(Untold untold, FeedCount.News news) {
    String feedUrl = untold.url().toString();
    Readership record =
        Readership.newBuilder()
            .setFeedUrl(feedUrl)
            .setEdge(edge)
            .setRun(run)
            .setDay(untold.day().day())
            .setFrom(untold.begin())
            .setUntil(untold.day().within(untold.until()))
            .setRequests(news.requests())
            .setReaders(news.sketch())
            .setServices(news.services())
            .build();
    return outbox
        .send(topic, feedUrl, record)
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                untold.day().untold(untold.feed(), news);
              }
            });
  }
}
