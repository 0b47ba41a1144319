package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's slowhttptest, which holds connections by being slow. */
final class SlowHttpTest {
  private static final String PROGRAM = "slowhttptest";
  private static final int SECONDS = 40;

  /** It ends before it would have written down that the last ones were closed. */
  private static final Pattern NONE_LEFT =
      Pattern.compile("ended on (\\d+)th second\\s+Exit status:\\S*\\s*No open connections left");

  private final Process process;
  private final int connections;
  private final Path statistics;
  private final Path log;

  /**
   * What it saw at the end of a second.
   *
   * @param closed connections that the server has closed
   * @param open connections that it has, or is making
   */
  record Second(long second, long closed, long open) {}

  private SlowHttpTest(Process process, int connections, Path statistics, Path log) {
    this.process = process;
    this.connections = connections;
    this.statistics = statistics;
    this.log = log;
  }

  /** Skips the test where there is none, unless {@code FEEDMESH_REQUIRE_SLOWHTTPTEST=true}. */
  static void require() throws InterruptedException {
    boolean there;
    try {
      new ProcessBuilder(PROGRAM, "-h").redirectErrorStream(true).start().waitFor();
      there = true;
    } catch (IOException e) {
      there = false;
    }
    String message = "skipped: install Debian's slowhttptest to hold an edge against it";
    if (!there) {
      assertThat(System.getenv("FEEDMESH_REQUIRE_SLOWHTTPTEST")).as(message).isNotEqualTo("true");
    }
    assumeTrue(there, message);
  }

  /**
   * Opens as many connections within two seconds, and is slow for 40 s, or until all are closed.
   */
  static SlowHttpTest start(Path folder, String mode, int connections, URI target, String... more)
      throws IOException {
    Path prefix = folder.resolve("slow" + mode);
    List<String> command = new ArrayList<>(List.of(PROGRAM, mode, "-g", "-o", prefix.toString()));
    command.addAll(List.of("-c", "" + connections, "-r", "" + Math.max(1, connections / 2)));
    command.addAll(List.of("-l", "" + SECONDS, "-p", "30", "-u", target.toString()));
    command.addAll(List.of(more));
    Path log = Path.of(prefix + ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new SlowHttpTest(process, connections, Path.of(prefix + ".csv"), log);
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Waits for its end; each second of it. */
  List<Second> seconds() throws Exception {
    assertThat(process.waitFor(SECONDS + 30, TimeUnit.SECONDS)).as("it ends").isTrue();
    List<Second> seconds = new ArrayList<>();
    for (String line : Files.readAllLines(statistics).stream().skip(1).toList()) {
      String[] f = line.split(",", -1);
      long open = Long.parseLong(f[2]) + Long.parseLong(f[3]);
      seconds.add(new Second(Long.parseLong(f[0]), Long.parseLong(f[1]), open));
    }
    Matcher none = NONE_LEFT.matcher(Files.readString(log));
    if (none.find()) {
      seconds.add(new Second(Long.parseLong(none.group(1)) + 1, connections, 0));
    }
    return seconds;
  }

  void stop() {
    process.destroyForcibly();
  }
}
