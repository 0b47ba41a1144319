package io.feedmesh.consumers.accesslog;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an access log goes. Immutable.
 *
 * @param file to append to; empty for standard output
 * @param format of its lines
 */
public record AccessLogConfig(Optional<Path> file, AccessLogFormat format) {
  /** Checks. */
  public AccessLogConfig {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(format, "format");
  }
}
