package io.feedmesh.docker.role;

import io.feedmesh.streams.schedule.ScheduleConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How often feeds are fetched, and how politely; a picocli mixin. */
public final class ScheduleOptions {
  @Option(
      names = "--min-interval",
      paramLabel = "D",
      defaultValue = "5m",
      description = "Shortest pause between two polls of a feed (default: ${DEFAULT-VALUE}).")
  private Duration minInterval;

  @Option(
      names = "--default-interval",
      paramLabel = "D",
      defaultValue = "1h",
      description = "Pause for a feed of unknown rhythm (default: ${DEFAULT-VALUE}).")
  private Duration defaultInterval;

  @Option(
      names = "--max-interval",
      paramLabel = "D",
      defaultValue = "1d",
      description = "Longest pause (default: ${DEFAULT-VALUE}).")
  private Duration maxInterval;

  @Option(
      names = "--host-gap",
      paramLabel = "D",
      defaultValue = "1s",
      description = "Pause between two requests to a host (default: ${DEFAULT-VALUE}).")
  private Duration hostGap;

  @Option(
      names = "--host-in-flight",
      paramLabel = "N",
      defaultValue = "2",
      description = "Most unanswered requests to a host (default: ${DEFAULT-VALUE}).")
  private int hostInFlight;

  @Option(
      names = "--request-deadline",
      paramLabel = "D",
      defaultValue = "60s",
      description = "An unanswered request is issued again after (default: ${DEFAULT-VALUE}).")
  private Duration requestDeadline;

  /**
   * What was chosen.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  public ScheduleConfig config() {
    return new ScheduleConfig(
        minInterval, defaultInterval, maxInterval, hostGap, hostInFlight, requestDeadline);
  }
}
