package io.feedmesh.consumers.watch;

import io.feedmesh.consumers.accesslog.AccessLogFormat;
import io.feedmesh.consumers.edge.SubscriberConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Which log is followed for which edge. Immutable.
 *
 * @param subscriber the edge
 * @param log the file, which may not be there yet
 * @param format of its lines
 * @param position file that remembers how far the log has been read
 */
public record WatchConfig(
    SubscriberConfig subscriber, Path log, AccessLogFormat format, Path position) {
  /** Checks. */
  public WatchConfig {
    Objects.requireNonNull(subscriber, "subscriber");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(position, "position");
    if (Files.isDirectory(log)) {
      throw new IllegalArgumentException("access log: expected a file, found the folder " + log);
    }
  }
}
