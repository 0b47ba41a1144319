package io.feedmesh.docker.bench.edge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes requests with wrk or h2load, and reads what they say. Not for several threads. */
final class Load {
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([\\d.]+)");
  private static final Pattern QUANTILE = Pattern.compile(" (50|99)% +([\\d.]+)(us|ms|s)\\b");
  private static final Pattern WRONG = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern SOCKETS =
      Pattern.compile("connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
  private static final Pattern DONE =
      Pattern.compile("requests: \\d+ total, \\d+ started, \\d+ done, (\\d+) succeeded, (\\d+)");
  private static final Pattern H2_RATE = Pattern.compile(", ([\\d.]+) req/s");

  private final Path folder;
  private final Path script;
  private final int connections;
  private final Duration time;

  Load(Path folder, int connections, Duration time) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.script = folder.resolve("requests.lua");
    this.connections = connections;
    this.time = time;
    try (InputStream in = Load.class.getResourceAsStream("requests.lua")) {
      Files.copy(in, script);
    }
  }

  /**
   * What came of it.
   *
   * @param requests answered
   * @param wrong of them, or that were not answered
   * @param p50 milliseconds
   * @param p99 milliseconds
   */
  record Result(long requests, double perSecond, long wrong, double p50, double p99) {}

  /**
   * By HTTP/1.1.
   *
   * @param requests file of {@code requests.lua}
   * @param missPrefix what the paths of misses begin with
   */
  Result http1(int port, Path requests, long seed, double missShare, String missPrefix)
      throws IOException {
    String text =
        output(
            List.of(
                Tool.WRK.program(),
                "-t1",
                "-c" + connections,
                "-d" + time.toSeconds() + "s",
                "--latency",
                "-s" + script,
                "http://127.0.0.1:" + port,
                "--",
                requests.toString(),
                Long.toString(seed),
                Double.toString(missShare),
                missPrefix));
    Matcher quantiles = QUANTILE.matcher(text);
    double[] millis = new double[2];
    while (quantiles.find()) {
      millis[quantiles.group(1).equals("50") ? 0 : 1] =
          Double.parseDouble(quantiles.group(2)) * millis(quantiles.group(3));
    }
    return new Result(
        (long) sum(REQUESTS, text),
        sum(RATE, text),
        (long) (sum(WRONG, text) + sum(SOCKETS, text)),
        millis[0],
        millis[1]);
  }

  private static double millis(String unit) {
    return switch (unit) {
      case "us" -> 1e-3;
      case "ms" -> 1;
      default -> 1e3;
    };
  }

  /** By HTTP/2 with prior knowledge, four requests at a time on each connection. */
  Result http2(int port, List<String> paths) throws IOException {
    return h2load(port, paths, List.of("-c" + Math.max(1, connections / 4), "-m4"));
  }

  /** By HTTP/1.1 at a steady pace, whatever the server does, on eight connections. */
  Result paced(int port, List<String> paths, int perSecond) throws IOException {
    return h2load(port, paths, List.of("--h1", "-c8", "--rps=" + perSecond / 8));
  }

  private Result h2load(int port, List<String> paths, List<String> options) throws IOException {
    Path uris = folder.resolve("uris");
    Files.write(uris, paths.stream().map(path -> "http://127.0.0.1:" + port + path).toList());
    Path log = folder.resolve("h2load.log");
    Files.deleteIfExists(log); // h2load appends
    List<String> command = new ArrayList<>(List.of(Tool.H2LOAD.program(), "-t1"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-D" + time.toSeconds(),
            "--log-file=" + log,
            "-Haccept-encoding: gzip",
            "-Huser-agent: bench/1.0 (a reader)",
            "-i" + uris));
    String text = output(command);
    Matcher done = DONE.matcher(text);
    if (!done.find()) {
      throw new IOException("h2load said: " + text);
    }
    double[] micros = micros(log);
    return new Result(
        Long.parseLong(done.group(1)),
        sum(H2_RATE, text),
        Long.parseLong(done.group(2)),
        at(micros, 0.5) / 1000,
        at(micros, 0.99) / 1000);
  }

  /** The log's lines: start, status, microseconds. */
  private static double[] micros(Path log) throws IOException {
    try (var lines = Files.lines(log)) {
      return lines
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf('\t') + 1)))
          .sorted()
          .toArray();
    }
  }

  private static double at(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))];
  }

  private static double sum(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    double sum = 0;
    if (found.find()) {
      for (int group = 1; group <= found.groupCount(); group++) {
        sum += Double.parseDouble(found.group(group));
      }
    }
    return sum;
  }

  private String output(List<String> command) throws IOException {
    Path out = folder.resolve("load.txt");
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    try {
      if (!process.waitFor(time.toSeconds() + 60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command.get(0) + " failed: " + Files.readString(out));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(Arrays.toString(command.toArray()) + " was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
