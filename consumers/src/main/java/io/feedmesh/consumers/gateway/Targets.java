package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.gateway.TargetRule.Target;
import io.feedmesh.consumers.spool.Spool;

/**
 * What requests name. Of what readers ask for again and again it is kept: reading an address is a
 * tenth of the work of a hit. Safe for use by several threads.
 */
final class Targets {
  private static final int KEPT = 1 << 16;
  private static final int LONG_TARGET = 256; // few are: those who send them have nothing kept

  private final Spool spool;
  private final Slots<String, Target> kept = new Slots<>(KEPT, this::named);

  Targets(Spool spool) {
    this.spool = spool;
  }

  /** What a path with its query names, as sent. */
  Target originForm(String pathQuery) {
    return pathQuery.length() > LONG_TARGET
        ? TargetRule.originForm(pathQuery)
        : kept.get(pathQuery, pathQuery.hashCode());
  }

  /** With the address as the spool has it, where all that is known of the feed is kept by it. */
  private Target named(String pathQuery) {
    Target target = TargetRule.originForm(pathQuery);
    return target instanceof Target.Feed feed
        ? spool.find(feed.url()).<Target>map(known -> new Target.Feed(known.url())).orElse(feed)
        : target;
  }
}
