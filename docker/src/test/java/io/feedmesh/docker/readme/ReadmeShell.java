package io.feedmesh.docker.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A folder with a {@code feedmesh} in it that starts what this build made, and a shell that runs
 * lines there. Whatever still runs ends with it.
 */
final class ReadmeShell implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<Running> started = new ArrayList<>();
  private int lines;

  ReadmeShell(Path folder) throws IOException {
    this.folder = folder;
    Path script = folder.resolve("feedmesh");
    Files.writeString(
        script,
        "#!/bin/sh\nexec '"
            + Path.of(System.getProperty("java.home"), "bin", "java")
            + "' -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' io.feedmesh.docker.Main \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Gives an option to all commands that have it, as an operator does. */
  void set(String option, String value) {
    environment.put("FEEDMESH_" + option.replace('-', '_').toUpperCase(Locale.ROOT), value);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Runs a line to its end, which must be a good one; gives what it printed. */
  String run(String line) throws InterruptedException {
    Running running = start(line);
    assertThat(running.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .as("%s ends", line)
        .isTrue();
    assertThat(running.process.exitValue()).as("%s: %s", line, running.output()).isZero();
    return running.output();
  }

  /** Starts a line that runs until it is told to stop. */
  Running start(String line) {
    Path output = folder.resolve("output-" + ++lines);
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", "exec " + line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    try {
      Running running = new Running(line, builder.start(), output);
      started.add(running);
      return running;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    started.forEach(running -> running.kill());
  }

  /** A line that runs. */
  record Running(String line, Process process, Path file) {
    String output() {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Waits until it has printed this. */
    String awaitOutput(String text) {
      await().atMost(PATIENCE).until(() -> output().contains(text) || !process.isAlive());
      assertThat(output()).as(line).contains(text);
      return output();
    }

    /** As Ctrl-C does; it must end by itself. */
    void stop() throws InterruptedException {
      signal();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ends", line).isTrue();
      assertThat(output()).as(line).doesNotContain("\tat ");
    }

    private void signal() {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }

    private void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
