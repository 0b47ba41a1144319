package io.feedmesh.docker.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.Main;
import io.feedmesh.schemas.http.FreePorts;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes of the broker role as one cluster. */
class BrokerClusterTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final Map<Integer, Process> processes = new TreeMap<>();
  private final List<Integer> ports = FreePorts.some(6);

  @AfterEach
  void stop() throws Exception {
    for (Process process : processes.values()) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhenOneOfThreeIsKilledAndComesBack() throws Exception {
    start(1);
    start(2);
    KafkaSettings kafka = settings();
    try (Admin admin = kafka.admin();
        RecordSender sender = kafka.sender("test")) {
      createTopicsWhileTheThirdStarts(admin, kafka);
      awaitInSync(admin, kafka, 3);
      send(sender, kafka, 0);

      processes.get(2).destroyForcibly().waitFor();
      send(sender, kafka, 50);
      awaitInSync(admin, kafka, 2);

      start(2);
      awaitInSync(admin, kafka, 3);
      processes.get(1).destroyForcibly().waitFor();
      send(sender, kafka, 100);
    }
    assertThat(records(kafka)).isEqualTo(150);
  }

  private void createTopicsWhileTheThirdStarts(Admin admin, KafkaSettings kafka) throws Exception {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size() == 2);
    TopicAdmin topics = new TopicAdmin(admin, PATIENCE);
    assertThatThrownBy(() -> topics.create(kafka.topics(), Optional.of((short) 3)))
        .isInstanceOf(InvalidReplicationFactorException.class);

    CompletableFuture<List<String>> created =
        CompletableFuture.supplyAsync(() -> topics.create(kafka.topics(), Optional.empty()));
    start(3);
    assertThat(created.get(2, TimeUnit.MINUTES)).hasSize(kafka.topics().all().size());
  }

  private void start(int node) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "broker",
            "--node-id=" + node,
            "--quorum-voters=" + voters(),
            "--data=" + folder.resolve("broker" + node),
            "--broker-port=" + ports.get(node - 1),
            "--http-port=0");
    Path log = folder.resolve("broker" + node + ".log");
    processes.put(
        node,
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  private String voters() {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(node -> node + "@127.0.0.1:" + ports.get(node + 2))
        .collect(Collectors.joining(","));
  }

  private KafkaSettings settings() {
    String servers =
        ports.subList(0, 3).stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(","));
    return new KafkaSettings(
        servers, new TopicSettings("feedmesh.", 2, Duration.ofDays(30)), Map.of());
  }

  private static void send(RecordSender sender, KafkaSettings kafka, int from) {
    for (int n = from; n < from + 50; n++) {
      Ping ping =
          Ping.newBuilder()
              .setFeedUrl("https://example.org/" + n)
              .setSource(PingSource.REST)
              .setReceivedAt(Instant.now())
              .build();
      sender
          .send(kafka.topics().pings, ping.getFeedUrl(), ping)
          .orTimeout(2, TimeUnit.MINUTES)
          .join();
    }
  }

  private static void awaitInSync(Admin admin, KafkaSettings kafka, int copies) {
    String topic = kafka.topics().pings.name();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        admin
                            .describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(10, TimeUnit.SECONDS)
                            .get(topic)
                            .partitions())
                    .extracting(TopicPartitionInfo::isr)
                    .allSatisfy(isr -> assertThat(isr).hasSize(copies)));
  }

  private static long records(KafkaSettings kafka) {
    try (Consumer<String, byte[]> consumer = kafka.consumer("test", null, Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(kafka.topics().pings.name()).stream()
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }
  }
}
