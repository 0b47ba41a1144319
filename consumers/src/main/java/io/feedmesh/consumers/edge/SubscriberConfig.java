package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.expire.ExpireRules;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.schemas.config.Durations;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How an edge takes part in the mesh. Immutable.
 *
 * @param name its name, which is also that of its subscriber
 * @param spool where its spool is; empty if another process keeps it
 * @param lease of its subscriptions
 * @param expire when bodies that nobody asks for go
 * @param readershipInterval how often readership is told
 * @param readerKeys what readers are counted under
 */
public record SubscriberConfig(
    String name,
    Optional<SpoolConfig> spool,
    Duration lease,
    ExpireRules expire,
    Duration readershipInterval,
    ReaderKeys readerKeys) {
  /** Checks. */
  public SubscriberConfig {
    if (!name.matches("[A-Za-z0-9_.@:-]{1,128}")) {
      throw new IllegalArgumentException(
          "edge name: expected 1 to 128 letters, digits, '-', '_', '.', '@' or ':', found " + name);
    }
    Objects.requireNonNull(spool, "spool");
    Objects.requireNonNull(expire, "expire");
    Objects.requireNonNull(readerKeys, "readerKeys");
    atLeast("lease", lease, Duration.ofSeconds(1));
    atLeast("readership interval", readershipInterval, Duration.ofMillis(100));
  }

  /** A lease of 7 days, usual ages, readership once a minute under keys of its own. */
  public static SubscriberConfig defaults(String name, Optional<SpoolConfig> spool) {
    return new SubscriberConfig(
        name,
        spool,
        Duration.ofDays(7),
        ExpireRules.DEFAULT,
        Duration.ofSeconds(60),
        ReaderKeys.random());
  }

  /** The same under another name. */
  public SubscriberConfig named(String other) {
    return new SubscriberConfig(other, spool, lease, expire, readershipInterval, readerKeys);
  }

  /** The same with other ages and leases of its feeds. */
  public SubscriberConfig keeping(Duration otherLease, ExpireRules rules) {
    return new SubscriberConfig(name, spool, otherLease, rules, readershipInterval, readerKeys);
  }

  /** The same, telling of readers that often, under those keys. */
  public SubscriberConfig counting(Duration interval, ReaderKeys keys) {
    return new SubscriberConfig(name, spool, lease, expire, interval, keys);
  }

  static void atLeast(String what, Duration found, Duration least) {
    if (found.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          what
              + ": expected at least "
              + Durations.text(least)
              + ", found "
              + Durations.text(found));
    }
  }
}
