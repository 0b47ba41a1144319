package io.feedmesh.docker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.spool.SpoolPath;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;

/** Roles in containers on a private network, one container each. */
final class Mesh implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final String[] EAGER = {
    "--min-interval=3s",
    "--default-interval=5s",
    "--max-interval=30s",
    "--host-gap=10ms",
    "--host-in-flight=16",
    "--request-deadline=10s"
  };

  private static final long MEMORY = 512L << 20;
  private static final String TOOLS = "tools";

  private final Network network = Network.newNetwork();
  private final Map<String, GenericContainer<?>> containers = new LinkedHashMap<>();
  private final String bootstrapServers;

  Mesh(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    GenericContainer<?> tools = container(TOOLS).withCommand("sh", "-c", "sleep 3600");
    tools.waitingFor(Wait.forSuccessfulCommand("true"));
  }

  /** A command of Streams apps with a schedule for publishers that change every second. */
  static String[] eager(String... command) {
    return Stream.concat(Stream.of(command), Stream.of(EAGER)).toArray(String[]::new);
  }

  /** Notes what memory each role's process has. */
  void reportMemory(String where) {
    containers.keySet().stream()
        .filter(name -> !name.equals(TOOLS) && !name.equals("kafka")) // no process of ours is first
        .forEach(name -> Report.line(where + ": memory of " + name, memory(name)));
  }

  Network network() {
    return network;
  }

  GenericContainer<?> get(String name) {
    return containers.get(name);
  }

  /** A role's container, made but not started. */
  GenericContainer<?> role(String name, String... command) {
    return container(name)
        .withCommand(command)
        .waitingFor(Wait.forLogMessage(".*(works against|broker at) .*", 1));
  }

  /** Starts some that were made, all at the same time. */
  void start(String... names) {
    List<String> all = List.of(names);
    Startables.deepStart(all.stream().map(containers::get)).join();
  }

  /** The topics of the catalogue, or a failure. */
  void createTopics(int replication) {
    start(TOOLS);
    run("topics", "create", "--replication=" + replication, "--partitions=2");
  }

  /** Runs a command of ours in the network; gives what it printed. */
  String run(String... command) {
    String[] all = Stream.concat(Stream.of("feedmesh"), Stream.of(command)).toArray(String[]::new);
    ExecResult result = exec(TOOLS, all);
    assertThat(result.getExitCode())
        .as("%s: %s", String.join(" ", command), result.getStderr())
        .isZero();
    return result.getStdout();
  }

  /** Kill -9. */
  void kill(String name) {
    Engine.client().killContainerCmd(get(name).getContainerId()).exec();
  }

  /** Starts what was killed, as it was, with its volume. */
  void startAgain(String name) {
    Engine.client().startContainerCmd(get(name).getContainerId()).exec();
  }

  void awaitHealthy(String name) {
    await()
        .alias(name + " is healthy again")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> exec(name, "healthy").getExitCode() == 0);
  }

  /** A feed's document in the spool of an edge; empty if it has none. */
  byte[] spooled(String edge, String url) {
    String file = "/data/spool/" + SpoolPath.of(FeedUrl.parse(url));
    try {
      return get(edge).copyFileFromContainer(file, in -> new GZIPInputStream(in).readAllBytes());
    } catch (com.github.dockerjava.api.exception.NotFoundException e) {
      return new byte[0];
    } catch (Exception e) {
      throw new AssertionError("cannot read " + file + " of " + edge, e);
    }
  }

  /** Waits until the spool of an edge has what each feed ends with, byte for byte. */
  void awaitLast(Histories histories, String edge) {
    for (int feed = 0; feed < histories.feeds(); feed++) {
      String url = histories.url(feed);
      byte[] last = histories.last(feed);
      await()
          .alias(edge + " has the last version of " + url)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(spooled(edge, url)).isEqualTo(last));
    }
  }

  /** Memory of a role's process: all, and what no file backs. */
  private String memory(String name) {
    String status = exec(name, "cat", "/proc/1/status").getStdout();
    return Stream.of("VmRSS", "RssAnon", "VmHWM")
        .map(field -> field + " " + kilobytes(status, field) / 1024 + " MB")
        .reduce((a, b) -> a + ", " + b)
        .orElseThrow();
  }

  ExecResult exec(String name, String... command) {
    try {
      return get(name).execInContainer(command);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Keeps the logs for whoever looks for the reason of a failure. */
  @Override
  public void close() {
    containers.values().stream().filter(c -> c.getContainerId() != null).forEach(this::keepLog);
    containers.values().parallelStream().forEach(GenericContainer::stop);
    network.close();
  }

  GenericContainer<?> container(String name) {
    GenericContainer<?> container =
        new GenericContainer<>(Engine.IMAGE)
            .withImagePullPolicy(image -> false)
            .withNetwork(network)
            .withNetworkAliases(name)
            .withEnv("FEEDMESH_BOOTSTRAP_SERVERS", bootstrapServers)
            .withStartupTimeout(PATIENCE)
            .withCreateContainerCmdModifier(create -> create.getHostConfig().withMemory(MEMORY));
    return add(name, container);
  }

  GenericContainer<?> add(String name, GenericContainer<?> container) {
    containers.put(name, container);
    return container;
  }

  private void keepLog(GenericContainer<?> container) {
    String name = container.getNetworkAliases().get(container.getNetworkAliases().size() - 1);
    try {
      Path folder = Files.createDirectories(Path.of("target", "container-logs", network.getId()));
      Files.writeString(folder.resolve(name + ".log"), container.getLogs());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the log of " + name, e);
    }
  }

  private static long kilobytes(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  static byte[] unzipped(byte[] gzip) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    }
  }
}
