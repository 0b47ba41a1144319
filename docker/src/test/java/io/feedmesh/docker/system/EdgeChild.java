package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.Main;
import io.feedmesh.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code feedmesh edge} in a process of its own. */
final class EdgeChild implements AutoCloseable {
  private static final Pattern PORT = Pattern.compile("works against .*http://localhost:(\\d+)/");

  private final Process process;
  private final Path log;
  private final int port;

  /** Waits until it answers; its spool and log are in the folder. */
  EdgeChild(KafkaSettings kafka, Path folder, String... arguments) throws IOException {
    log = folder.resolve("edge.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(Main.class.getName(), "edge", "--port=0"));
    command.addAll(List.of(arguments));
    command.add("--bootstrap-servers=" + kafka.bootstrapServers());
    command.add("--topic-prefix=" + kafka.topics().settings().prefix());
    command.add("--spool=" + folder.resolve("spool"));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    await().atMost(Duration.ofMinutes(2)).until(() -> port(log) > 0 || !process.isAlive());
    port = port(log);
    assertThat(port).as("it has ended: " + Files.readString(log)).isPositive();
  }

  private static int port(Path log) throws IOException {
    Matcher found = PORT.matcher(Files.readString(log));
    return found.find() ? Integer.parseInt(found.group(1)) : 0;
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** What a meter says, summed over all that are tagged so. */
  double meter(HttpClient client, String name, String tagged) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri("/metrics")).build();
    return client
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(tagged))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** As kill -9 does. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
