package io.feedmesh.producers.upstream;

import io.feedmesh.producers.upstream.ChangesXml.Weblog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen in a list when it was last read, so that each change in it is told of once, however
 * often it is read while it lists it. Never larger than the list. Not for several threads.
 */
final class Seen {
  /** Lists count in whole seconds from a time in whole seconds, so one change may seem two. */
  private static final Duration SAME = Duration.ofSeconds(2);

  private Map<String, Instant> known = new HashMap<>();

  /** Those that changed since; all of them for a list that was never read. */
  List<Weblog> news(ChangesXml list) {
    Map<String, Weblog> latest = new HashMap<>();
    for (Weblog weblog : list.weblogs()) {
      latest.merge(weblog.key(), weblog, (a, b) -> a.at().isBefore(b.at()) ? b : a);
    }
    List<Weblog> news = new ArrayList<>();
    for (Weblog weblog : latest.values()) {
      Instant before = known.get(weblog.key());
      if (before == null || weblog.at().isAfter(before.plus(SAME))) {
        news.add(weblog);
      }
    }
    return news;
  }

  /** From now on these are known; what else the list no longer has is forgotten. */
  void remember(ChangesXml list) {
    Map<String, Instant> now = new HashMap<>();
    for (Weblog weblog : list.weblogs()) {
      now.merge(weblog.key(), weblog.at(), (a, b) -> a.isBefore(b) ? b : a);
    }
    known = now;
  }
}
