package io.feedmesh.docker.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the container tests measure by the way, in a file for people: no test asserts on it. */
final class Report {
  private static final Path FILE = Path.of("target", "container-report.txt");

  private Report() {}

  static void line(String what, Duration took) {
    line(what, took.toMillis() / 1000.0 + " s");
  }

  static void line(String what, String found) {
    try {
      Files.writeString(
          FILE, what + ": " + found + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + FILE, e);
    }
  }
}
