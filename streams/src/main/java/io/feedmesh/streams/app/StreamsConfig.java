package io.feedmesh.streams.app;

import io.feedmesh.schemas.config.Durations;
import io.feedmesh.streams.dedupe.DedupeConfig;
import io.feedmesh.streams.readership.ReadershipConfig;
import io.feedmesh.streams.schedule.ScheduleConfig;
import io.feedmesh.streams.views.ViewsConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How the Streams apps run in this process. Immutable.
 *
 * @param stateDirectory where the stores are kept; each app has a folder of its own in it. Losing
 *     it costs time, not data
 * @param threads stream threads of each app, 1 to 64
 * @param standbys copies of each store that other instances keep up to date, 0 to 3, so that they
 *     take over without restoring it
 * @param commitInterval how often work is committed, 1 ms to 10 s; exactly-once output becomes
 *     visible then
 * @param schedule of the schedule app
 * @param dedupe of the dedupe app
 * @param views of the views app
 * @param readership of the readership app
 * @param advertised where other processes of the apps reach this one's HTTP server, as {@code
 *     host:port}; null for nowhere, if there are no others
 */
public record StreamsConfig(
    Path stateDirectory,
    int threads,
    int standbys,
    Duration commitInterval,
    ScheduleConfig schedule,
    DedupeConfig dedupe,
    ViewsConfig views,
    ReadershipConfig readership,
    String advertised) {

  /** Checks the bounds. */
  public StreamsConfig {
    Objects.requireNonNull(stateDirectory, "stateDirectory");
    if (threads < 1 || threads > 64) {
      throw new IllegalArgumentException("stream threads: expected 1 to 64, found " + threads);
    }
    if (standbys < 0 || standbys > 3) {
      throw new IllegalArgumentException("standby replicas: expected 0 to 3, found " + standbys);
    }
    if (commitInterval.toMillis() < 1 || commitInterval.toMillis() > 10_000) {
      throw new IllegalArgumentException(
          "commit interval: expected 1 ms to 10 s, found " + Durations.text(commitInterval));
    }
    if (advertised != null
        && !advertised.matches("([a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+\\]):[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(
          "advertised address: expected HOST:PORT, found " + advertised);
    }
  }

  /** In the only process that runs them. */
  public StreamsConfig(
      Path stateDirectory,
      int threads,
      int standbys,
      Duration commitInterval,
      ScheduleConfig schedule,
      DedupeConfig dedupe,
      ViewsConfig views,
      ReadershipConfig readership) {
    this(
        stateDirectory,
        threads,
        standbys,
        commitInterval,
        schedule,
        dedupe,
        views,
        readership,
        null);
  }

  /** The same, reached at that address by other processes; null for nowhere. */
  public StreamsConfig advertisedAt(String address) {
    return new StreamsConfig(
        stateDirectory,
        threads,
        standbys,
        commitInterval,
        schedule,
        dedupe,
        views,
        readership,
        address);
  }

  /** One thread for each app, commits each 100 ms, and the defaults of all apps. */
  public static StreamsConfig defaults(Path stateDirectory) {
    return new StreamsConfig(
        stateDirectory,
        1,
        0,
        Duration.ofMillis(100),
        ScheduleConfig.DEFAULT,
        DedupeConfig.DEFAULT,
        ViewsConfig.DEFAULT,
        ReadershipConfig.DEFAULT);
  }
}
