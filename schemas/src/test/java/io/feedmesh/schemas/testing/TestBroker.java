package io.feedmesh.schemas.testing;

import io.feedmesh.schemas.http.FreePorts;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One real Kafka broker in this JVM for all of its tests; each test takes a topic prefix of its
 * own.
 */
public final class TestBroker {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static TestBroker shared;

  private final String bootstrapServers;
  private final KafkaConfig config;
  private KafkaRaftServer server;

  private TestBroker(String bootstrapServers, KafkaConfig config) {
    this.bootstrapServers = bootstrapServers;
    this.config = config;
    this.server = new KafkaRaftServer(config, Time.SYSTEM);
  }

  /** The broker, started on first use, stopped with the JVM. */
  public static synchronized TestBroker shared() {
    if (shared == null) {
      try {
        shared = start();
      } catch (Exception e) {
        throw new IllegalStateException("the test broker did not start", e);
      }
    }
    return shared;
  }

  /** A broker for one test alone, which may stop it; it ends with the JVM. */
  public static TestBroker own() {
    try {
      return start();
    } catch (Exception e) {
      throw new IllegalStateException("the test broker did not start", e);
    }
  }

  /** Takes it away, as when its machine fails. Not for the shared one. */
  public synchronized void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Brings it back with its data, where it was. */
  public synchronized void startAgain() {
    server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
  }

  /** Where it listens. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Settings with a fresh prefix; no topics yet. */
  public KafkaSettings settings(int partitions) {
    String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    return new KafkaSettings(
        bootstrapServers, new TopicSettings(prefix, partitions, Duration.ofDays(30)), Map.of());
  }

  /** Settings with a fresh prefix and all topics of the catalogue created under it. */
  public KafkaSettings withTopics(int partitions) {
    KafkaSettings settings = settings(partitions);
    try (Admin admin = settings.admin()) {
      new TopicAdmin(admin, PATIENCE).create(settings.topics(), Optional.empty());
    }
    return settings;
  }

  private static TestBroker start() throws Exception {
    int port = FreePorts.any();
    int controllerPort = FreePorts.any();
    Path directory = Files.createTempDirectory("feedmesh-test-broker");
    String listener = "127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    Formatter formatter = new Formatter();
    formatter
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString());
    formatter.run();
    Map<String, String> config =
        Map.ofEntries(
            Map.entry("node.id", "1"),
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.quorum.voters", "1@" + controller),
            Map.entry("listeners", "PLAINTEXT://" + listener + ",CONTROLLER://" + controller),
            Map.entry("advertised.listeners", "PLAINTEXT://" + listener),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("log.dirs", directory.toString()),
            Map.entry("offsets.topic.num.partitions", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("transaction.state.log.num.partitions", "1"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
            Map.entry("auto.create.topics.enable", "false"));
    TestBroker broker = new TestBroker(listener, new KafkaConfig(config));
    broker.server.startup();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> broker.stopAndDelete(directory)));
    return broker;
  }

  private void stopAndDelete(Path directory) {
    stop();
    try (var files = Files.walk(directory)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
