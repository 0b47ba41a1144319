package io.feedmesh.schemas.topic;

import io.feedmesh.schemas.config.Durations;
import java.time.Duration;

/**
 * What an operator may choose about the topics.
 *
 * @param prefix what every topic's name starts with, by default {@code feedmesh.}
 * @param partitions how many partitions each topic is created with, 1 to 1,000; the same for all,
 *     because the apps join them
 * @param entriesRetention how long entries are kept; zero for without end
 */
public record TopicSettings(String prefix, int partitions, Duration entriesRetention) {
  /** Prefix {@code feedmesh.}, 6 partitions, 30 days of entries. */
  public static final TopicSettings DEFAULT =
      new TopicSettings("feedmesh.", 6, Duration.ofDays(30));

  /** Checks the bounds. */
  public TopicSettings {
    if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
      throw new IllegalArgumentException(
          "topic prefix: expected up to 100 letters, digits, '.', '_', '-', found " + prefix);
    }
    if (partitions < 1 || partitions > 1000) {
      throw new IllegalArgumentException("partitions: expected 1 to 1000, found " + partitions);
    }
    if (entriesRetention.isNegative()) {
      throw new IllegalArgumentException(
          "retention of entries: expected zero (for ever) or more, found "
              + Durations.text(entriesRetention));
    }
  }

  /** The same under another prefix. */
  public TopicSettings withPrefix(String other) {
    return new TopicSettings(other, partitions, entriesRetention);
  }

  /** The same with another number of partitions. */
  public TopicSettings withPartitions(int count) {
    return new TopicSettings(prefix, count, entriesRetention);
  }
}
