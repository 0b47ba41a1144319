package io.feedmesh.docker.demo;

import io.feedmesh.schemas.config.Durations;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * What the simulated publishers publish, and how fast. Immutable.
 *
 * @param stateDirectory where the base times and the port are kept, so that a restart goes on where
 *     the last run was; created where missing
 * @param host address to listen on; {@code 0.0.0.0} for all
 * @param name host name or address in the feeds' URLs
 * @param port TCP port; 0 takes the port of the last run if it is free, else any free one
 * @param blogs how many simulated blogs, 0 to 1,000
 * @param pace mean time between two posts of one blog, from 10 ms
 * @param demoFeeds folder whose feeds are published beside the blogs, or null for none
 * @param historyPace how long each version of a history stays, from 10 ms
 * @param receiver where to ping after a post, as {@code http://host:port}, or null for no pings
 */
public record PublishersConfig(
    Path stateDirectory,
    String host,
    String name,
    int port,
    int blogs,
    Duration pace,
    Path demoFeeds,
    Duration historyPace,
    URI receiver) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MAX_BLOGS = 1_000;
  private static final Duration FASTEST = Duration.ofMillis(10);
  private static final Duration SLOWEST = Duration.ofDays(365);

  /** Checks. */
  public PublishersConfig {
    Objects.requireNonNull(stateDirectory, "stateDirectory");
    if (host.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException(
          "publishers' host: expected a name or address, found none");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("publishers' port: expected 0 to 65535, found " + port);
    }
    if (blogs < 0 || blogs > MAX_BLOGS) {
      throw new IllegalArgumentException(
          "number of blogs: expected 0 to " + MAX_BLOGS + ", found " + blogs);
    }
    if (blogs == 0 && demoFeeds == null) {
      throw new IllegalArgumentException(
          "nothing to publish: expected at least one blog, or a folder of demo feeds");
    }
    checkPace("pace of the blogs", pace);
    checkPace("pace of the histories", historyPace);
    if (receiver != null && (receiver.getHost() == null || !"http".equals(receiver.getScheme()))) {
      throw new IllegalArgumentException(
          "receiver of the pings: expected http://host:port, found " + receiver);
    }
  }

  /** On loopback only. */
  public PublishersConfig(
      Path stateDirectory,
      int port,
      int blogs,
      Duration pace,
      Path demoFeeds,
      Duration historyPace,
      URI receiver) {
    this(stateDirectory, LOOPBACK, LOOPBACK, port, blogs, pace, demoFeeds, historyPace, receiver);
  }

  /**
   * A dozen blogs that post every 5 s in the mean, on the port of the last run; no demo feeds, no
   * pings.
   */
  public static PublishersConfig defaults(Path stateDirectory) {
    return new PublishersConfig(
        stateDirectory, 0, 12, Duration.ofSeconds(5), null, Duration.ofSeconds(3), null);
  }

  private static void checkPace(String what, Duration pace) {
    if (pace.compareTo(FASTEST) < 0 || pace.compareTo(SLOWEST) > 0) {
      throw new IllegalArgumentException(
          what
              + ": expected "
              + Durations.text(FASTEST)
              + " to "
              + Durations.text(SLOWEST)
              + ", found "
              + Durations.text(pace));
    }
  }
}
