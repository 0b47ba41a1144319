package io.feedmesh.producers.fetch;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keeps the pauses that the schedule made between the requests to one host, however late and close
 * together they arrive: all of them come to one fetcher, because they are partitioned by host.
 * Moments in epoch milliseconds. Not for several threads.
 */
final class HostPace {
  /** Longer pauses have been kept by the schedule itself. */
  static final long LONGEST = 60_000;

  /**
   * Between feeds that moved to one host: the schedule's own pauses are those of where they were.
   */
  static final long MOVED = 1_000;

  private static final String MOVED_TO = "moved to ";
  private static final int MOST_HOSTS = 20_000;

  private final Map<String, Last> hosts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Last> eldest) {
          return size() > MOST_HOSTS;
        }
      };

  private record Last(long requestedAt, long start) {}

  /**
   * When to start a request: now, or so long after the last one to its host as it was issued after
   * that, but before half of its time is over, so that nothing becomes void by waiting here.
   *
   * @param deadline when the request becomes void; one that is void already does not count
   */
  long start(String host, long requestedAt, long deadline, long now) {
    if (deadline <= now) {
      return now;
    }
    Last last = hosts.get(host);
    if (last == null) {
      hosts.put(host, new Last(requestedAt, now));
      return now;
    }
    if (requestedAt <= last.requestedAt) { // read twice, or issued by another scheduler
      hosts.put(host, new Last(last.requestedAt, Math.max(last.start, now)));
      return now;
    }
    long pause = Math.min(requestedAt - last.requestedAt, LONGEST);
    long latest = requestedAt + (deadline - requestedAt) / 2;
    long start = Math.max(now, Math.min(last.start + pause, latest));
    hosts.put(host, new Last(requestedAt, start));
    return start;
  }

  /**
   * The same for a feed that moved to another host than the schedule paces it with.
   *
   * @param host that it moved to
   * @param earliest when to start it by its own host's pace
   * @param deadline when the request becomes void
   */
  long startMoved(String host, long earliest, long deadline) {
    Last last = hosts.get(MOVED_TO + host);
    long start = earliest;
    if (last != null) {
      long latest = earliest + Math.max(0, deadline - earliest) / 2;
      start = Math.max(earliest, Math.min(last.start + MOVED, latest));
    }
    hosts.put(MOVED_TO + host, new Last(0, start));
    return start;
  }
}
