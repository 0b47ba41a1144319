package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Requests that were read and wait for a free place, and those under way. It starts the next one as
 * soon as one ends, on whatever thread that happens. Safe for use by several threads.
 */
final class FetchQueue {
  private final Fetcher fetcher;
  private final int places;
  private final Semaphore free;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();

  private record Waiting(FetchRequest request, FeedUrl url) {}

  FetchQueue(Fetcher fetcher, int places) {
    this.fetcher = fetcher;
    this.places = places;
    this.free = new Semaphore(places);
  }

  void add(FetchRequest request, FeedUrl url) {
    waiting.add(new Waiting(request, url));
    startMore();
  }

  /** Whether no more should be read for now. */
  boolean full() {
    return !waiting.isEmpty() || free.availablePermits() == 0;
  }

  int inFlight() {
    return places - free.availablePermits();
  }

  /** Forgets those that wait. */
  void clear() {
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
