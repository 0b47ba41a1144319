package io.feedmesh.docker.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * What the publishers remember over a restart, in {@code publishers.properties}: base times with
 * the pace they were counted in, and the port. For one thread; {@link #save} replaces the file as a
 * whole.
 */
final class PublisherState {
  private final Path file;
  private final Properties properties = new Properties();

  /**
   * Reads what the last run left, if there was one.
   *
   * @throws UncheckedIOException if the directory can not be made, or the file not be read
   */
  PublisherState(Path directory) {
    file = directory.resolve("publishers.properties");
    try {
      Files.createDirectories(directory);
      if (Files.exists(file)) {
        try (Reader in = Files.newBufferedReader(file)) {
          properties.load(in);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the publishers' state can not be read: " + e, e);
    }
  }

  /**
   * The base time of something that goes on at a pace: {@code now} when it is seen first. Where the
   * pace was another one at the last run, the base time is moved so that as many paces have gone by
   * as before: what was published stays published, and nothing further is.
   */
  Instant base(String name, Duration pace, Instant now) {
    Instant base = instant(name + ".base", now);
    Duration before = duration(name + ".pace", pace);
    if (!before.equals(pace)) {
      double paces = (double) Duration.between(base, now).toNanos() / before.toNanos();
      base = now.minusNanos((long) (paces * pace.toNanos()));
    }
    properties.setProperty(name + ".base", base.toString());
    properties.setProperty(name + ".pace", pace.toString());
    return base;
  }

  /** The port of the last run; 0 if there was none. */
  int port() {
    String port = properties.getProperty("port", "0");
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException e) {
      throw unreadable("port", port, e);
    }
  }

  void port(int port) {
    properties.setProperty("port", Integer.toString(port));
  }

  /** Writes all of it to a file beside, then renames that. */
  void save() {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (Writer out = Files.newBufferedWriter(next)) {
        properties.store(out, "The demo's simulated publishers; delete to start them anew");
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the publishers' state can not be written: " + e, e);
    }
  }

  private Instant instant(String key, Instant otherwise) {
    String text = properties.getProperty(key);
    try {
      return text == null ? otherwise : Instant.parse(text);
    } catch (DateTimeException e) {
      throw unreadable(key, text, e);
    }
  }

  private Duration duration(String key, Duration otherwise) {
    String text = properties.getProperty(key);
    try {
      return text == null ? otherwise : Duration.parse(text);
    } catch (DateTimeException e) {
      throw unreadable(key, text, e);
    }
  }

  private IllegalStateException unreadable(String key, String found, Exception e) {
    return new IllegalStateException(
        file + ": can not read " + key + " = " + found + "; delete the file to start anew", e);
  }
}
