package io.feedmesh.docker.bench.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One of ours, in a JVM with the options that {@code feedmesh edge} has. It tells its port on a
 * line, and ends when its input does. What is in FEEDMESH_JAVA_OPTS counts here, too.
 */
final class JavaServer implements Server {
  private static final long PATIENCE_SECONDS = 20;

  private final String name;
  private final Process process;
  private final int port;

  private JavaServer(String name, Process process, int port) {
    this.name = name;
    this.process = process;
    this.port = port;
  }

  /** Starts a main class; returns when it listens. */
  static JavaServer start(String name, Class<?> main, List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("-XX:G1HeapRegionSize=4m");
    command.add("-XX:-UseDynamicNumberOfCompilerThreads"); // so that what they took stays known
    String options = Optional.ofNullable(System.getenv("FEEDMESH_JAVA_OPTS")).orElse("").strip();
    if (!options.isEmpty()) {
      command.addAll(List.of(options.split("\\s+")));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.matches("\\d+")) {
      process.destroyForcibly();
      throw new IOException(name + " did not start: " + line);
    }
    return new JavaServer(name, process, Integer.parseInt(line));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int http2Port() {
    return port;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
