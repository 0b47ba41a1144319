package io.feedmesh.docker.role;

import io.feedmesh.streams.schedule.HostBounds;
import io.feedmesh.streams.schedule.ScheduleConfig;
import java.time.Duration;
import java.util.List;
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

  @Option(
      names = "--believe-moves",
      paramLabel = "D",
      defaultValue = "3d",
      description = "A permanent redirect is believed after (default: ${DEFAULT-VALUE}).")
  private Duration believeMoves;

  @Option(
      names = "--confirm-gone",
      paramLabel = "D",
      defaultValue = "1d",
      description = "A feed that answers 410 is given up after (default: ${DEFAULT-VALUE}).")
  private Duration confirmGone;

  @Option(
      names = "--host-bounds",
      paramLabel = "HOST:K=V,…",
      split = ";",
      converter = HostBoundsConverter.class,
      description = {
        "Other bounds for a host, '*.' and a host, or '*': min-interval, max-interval, gap,"
            + " in-flight. May be repeated, or several with ';' between them. Example:"
            + " '*.example.org:min-interval=10m,gap=5s'."
      })
  private List<HostBounds> hostBounds = List.of();

  /**
   * What was chosen.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  public ScheduleConfig config() {
    return new ScheduleConfig(
        minInterval,
        defaultInterval,
        maxInterval,
        hostGap,
        hostInFlight,
        requestDeadline,
        believeMoves,
        confirmGone,
        hostBounds);
  }
}
