package io.feedmesh.consumers.watch;

import io.feedmesh.consumers.accesslog.AccessLine;
import io.feedmesh.consumers.gateway.TargetRule;
import io.feedmesh.schemas.url.FeedUrl;

/** What a line of a static server's access log says about demand. Pure. */
final class LogDemand {
  private LogDemand() {}

  /** What it says. */
  sealed interface Demand {
    /** A reader got the feed. */
    record Answered(FeedUrl url) implements Demand {}

    /** A reader wanted a feed that was not there. */
    record Missed(FeedUrl url) implements Demand {}

    /** Nothing. */
    record None() implements Demand {}
  }

  /**
   * Decides.
   *
   * @param since requests before it are too old to say anything; milliseconds since 1970
   */
  static Demand of(AccessLine line, long since) {
    boolean asks = line.method().equals("GET") || line.method().equals("HEAD");
    if (!asks || line.time() < since) {
      return new Demand.None();
    }
    TargetRule.Target target =
        line.target().startsWith("/")
            ? TargetRule.originForm(line.target())
            : TargetRule.absoluteForm(line.target());
    if (!(target instanceof TargetRule.Target.Feed feed)) {
      return new Demand.None();
    }
    return switch (line.status()) {
      case 200, 206, 226, 304 -> new Demand.Answered(feed.url());
      case 404, 502, 503, 504 -> new Demand.Missed(feed.url());
      default -> new Demand.None(); // refused, or cut off
    };
  }
}
