package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.topic.PartitionBy;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that were read and wait for their moment ({@link HostPace}) or for a free place, and
 * those under way. It starts the next one as soon as one ends, on whatever thread that happens.
 * Added to by one thread; else safe for use by several.
 */
final class FetchQueue {
  /** Past so many that wait for their moment, nothing more is read. */
  private static final int MOST_DELAYED = 10_000;

  private final Fetcher fetcher;
  private final HostPace pace = new HostPace();
  private final ScheduledThreadPoolExecutor delays;
  private final AtomicInteger delayed = new AtomicInteger();
  private final int places;
  private final Semaphore free;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  private record Waiting(FetchRequest request, FeedUrl url) {}

  FetchQueue(Fetcher fetcher, int places) {
    this.fetcher = fetcher;
    this.places = places;
    this.free = new Semaphore(places);
    delays =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "fetch-pace");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy()); // what is still read while it stops
  }

  void add(FetchRequest request, FeedUrl url) {
    long now = System.currentTimeMillis();
    long start = start(request, url, now);
    if (start <= now) {
      begin(request, url);
      return;
    }
    delayed.incrementAndGet();
    var unused =
        delays.schedule(
            () -> {
              delayed.decrementAndGet();
              begin(request, url);
            },
            start - now,
            TimeUnit.MILLISECONDS);
  }

  private long start(FetchRequest request, FeedUrl url, long now) {
    String host = PartitionBy.HOST.part(request.getFeedUrl());
    long deadline = request.getDeadline().toEpochMilli();
    long start = pace.start(host, request.getRequestedAt().toEpochMilli(), deadline, now);
    if (request.getAddress() == null) {
      return start;
    }
    String other = PartitionBy.HOST.part(url.toString());
    return other.equals(host) ? start : pace.startMoved(other, start, deadline);
  }

  private void begin(FetchRequest request, FeedUrl url) {
    waiting.add(new Waiting(request, url));
    startMore();
  }

  /** Whether no more should be read for now. */
  boolean full() {
    return !waiting.isEmpty() || free.availablePermits() == 0 || delayed.get() >= MOST_DELAYED;
  }

  int inFlight() {
    return places - free.availablePermits();
  }

  /** Forgets those that wait; nothing may be added any more. */
  void clear() {
    delays.shutdownNow();
    waiting.clear();
  }

  /** Waits until nothing is under way, but no longer than that; nothing may be added then. */
  void awaitIdle(Duration patience) throws InterruptedException {
    if (free.tryAcquire(places, patience.toMillis(), TimeUnit.MILLISECONDS)) {
      free.release(places);
    }
  }

  private void startMore() {
    while (!waiting.isEmpty() && free.tryAcquire()) {
      Waiting next = waiting.poll();
      if (next == null) {
        free.release(); // another thread was quicker; look again
      } else {
        var unused =
            fetcher
                .fetch(next.request(), next.url())
                .whenComplete(
                    (done, failure) -> {
                      free.release();
                      startMore();
                    });
      }
    }
  }
}
