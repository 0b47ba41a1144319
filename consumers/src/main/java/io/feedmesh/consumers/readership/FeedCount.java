package io.feedmesh.consumers.readership;

import io.feedmesh.schemas.readership.ReaderSketch;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One feed's requests of a day, and who made those that have not been told of yet. Safe for use by
 * several threads.
 */
final class FeedCount {
  /** Most services of a report, as its schema says. */
  static final int MAX_SERVICES = 50;

  private static final Comparator<Map.Entry<String, Long>> SMALLEST =
      Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

  private long requests;
  private boolean untold;
  private ReaderSketch readers;
  private Map<String, Long> services = Map.of();

  /**
   * What there is to tell of a feed.
   *
   * @param requests of the day so far
   * @param readers since what was told before; null for none
   * @param services since what was told before
   */
  record News(long requests, ReaderSketch readers, Map<String, Long> services) {
    ByteBuffer sketch() {
      return readers == null ? null : ByteBuffer.wrap(readers.toBytes());
    }

    int bytes() {
      return readers == null ? 0 : readers.heapBytes();
    }
  }

  /** One more request, by nobody in particular. */
  synchronized void request() {
    count();
  }

  private void count() {
    requests++;
    untold = true;
  }

  /**
   * One more request, by a reader: both at once, so that no report has more readers than requests.
   *
   * @return by how many bytes this has grown
   */
  synchronized int reader(DayKey.Identity reader) {
    count();
    int before = bytes();
    if (readers == null) {
      readers = new ReaderSketch();
    }
    readers.add(reader.high(), reader.low());
    return bytes() - before;
  }

  /** One more request, by a service for others. */
  synchronized void service(String name, long subscribers) {
    count();
    claim(name, subscribers);
  }

  /** Of more than {@value #MAX_SERVICES} the smaller ones are lost. */
  private void claim(String name, long subscribers) {
    if (services.isEmpty()) {
      services = new TreeMap<>();
    }
    services.merge(name, subscribers, Math::max);
    if (services.size() > MAX_SERVICES) {
      services.remove(Collections.min(services.entrySet(), SMALLEST).getKey());
    }
  }

  private int bytes() {
    return readers == null ? 0 : readers.heapBytes();
  }

  /** Takes what there is to tell; empty for nothing. */
  synchronized Optional<News> take() {
    if (!untold) {
      return Optional.empty();
    }
    News news = new News(requests, readers, services);
    untold = false;
    readers = null;
    services = Map.of();
    return Optional.of(news);
  }

  /**
   * Takes back what could not be told.
   *
   * @return by how many bytes this has grown
   */
  synchronized int untold(News news) {
    int before = bytes();
    untold = true;
    if (readers == null) {
      readers = news.readers();
    } else if (news.readers() != null) {
      readers.merge(news.readers());
    }
    news.services().forEach(this::claim);
    return bytes() - before;
  }
}
