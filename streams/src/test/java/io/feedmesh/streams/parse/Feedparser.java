package io.feedmesh.streams.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Python's feedparser, which most programs that read feeds have been held against, in a process of
 * its own. Not for several threads.
 */
final class Feedparser implements AutoCloseable {
  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  /** An entry as it reads it; null for what it does not find. */
  record Found(String id, String link, String title, Instant published, Instant updated) {}

  private Feedparser(String python) throws IOException {
    folder = Files.createTempDirectory("feedparser");
    Path script = folder.resolve("entries.py");
    try (InputStream in = Feedparser.class.getResourceAsStream("/feedparser/entries.py")) {
      Files.copy(in, script);
    }
    process =
        new ProcessBuilder(python, script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    questions = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
  }

  /** Skips the test where there is none, unless {@code FEEDMESH_REQUIRE_FEEDPARSER=true}. */
  static Feedparser start() throws Exception {
    Optional<String> python = python();
    String message = "skipped: install Debian's python3-feedparser to compare with it";
    if (python.isEmpty()) {
      assertThat(System.getenv("FEEDMESH_REQUIRE_FEEDPARSER")).as(message).isNotEqualTo("true");
    }
    assumeTrue(python.isPresent(), message);
    return new Feedparser(python.get());
  }

  private static Optional<String> python() throws Exception {
    for (String python : PYTHONS) {
      try {
        if (new ProcessBuilder(python, "-c", "import feedparser").start().waitFor() == 0) {
          return Optional.of(python);
        }
      } catch (IOException e) {
        assertThat(e).as("there is none of this name").hasMessageContaining(python);
      }
    }
    return Optional.empty();
  }

  /** What it finds; empty where it finds nothing or fails. */
  List<Found> entries(byte[] document, String contentType) throws IOException {
    Path file = Files.write(folder.resolve("document"), document);
    questions.write(
        file + "\t" + Parsing.URL + "\t" + (contentType == null ? "" : contentType) + "\n");
    questions.flush();
    String answer = answers.readLine();
    assertThat(answer).as("feedparser's process has ended").isNotNull();
    List<Found> entries = new ArrayList<>();
    for (JsonNode entry : json.readTree(answer).path("entries")) {
      entries.add(
          new Found(
              text(entry, "id"),
              text(entry, "link"),
              text(entry, "title"),
              time(entry, "published"),
              time(entry, "updated")));
    }
    return entries;
  }

  private static String text(JsonNode entry, String field) {
    return entry.path(field).isTextual() ? entry.get(field).asText() : null;
  }

  private static Instant time(JsonNode entry, String field) {
    return entry.path(field).isNumber() ? Instant.ofEpochSecond(entry.get(field).asLong()) : null;
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.destroy();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
