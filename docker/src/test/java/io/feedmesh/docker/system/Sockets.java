package io.feedmesh.docker.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Which connections Linux has, whoever still knows of them. */
final class Sockets {
  private static final Set<String> NO_CONNECTION = Set.of("0A", "06", "07"); // LISTEN, TIME_WAIT

  private Sockets() {}

  /** Connections of a local port, those too that a process has closed and the system has not. */
  static long at(int port) throws IOException {
    return at(port, Path.of("/proc/net/tcp")) + at(port, Path.of("/proc/net/tcp6"));
  }

  private static long at(int port, Path table) throws IOException {
    if (!Files.exists(table)) {
      return 0;
    }
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    return Files.readAllLines(table).stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(f -> f[1].endsWith(suffix) && !NO_CONNECTION.contains(f[3]))
        .count();
  }
}
