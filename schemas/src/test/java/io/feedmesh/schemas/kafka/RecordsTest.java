package io.feedmesh.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RecordsTest {
  private final KafkaSettings settings = TestBroker.shared().withTopics(5);
  private final Topics topics = settings.topics();

  @Test
  void allFeedsOfAHostShareAPartition() throws Exception {
    Map<String, Integer> partitions = new HashMap<>();
    try (RecordSender sender = settings.sender("host")) {
      for (int i = 0; i < 40; i++) {
        String host = "h" + i % 8 + ".example";
        String url = "http://" + host + ":" + (80 + i) + "/feed" + i;
        int partition =
            sender.send(topics.pings, url, ping(url)).get(10, TimeUnit.SECONDS).partition();
        assertThat(partitions.computeIfAbsent(host, h -> partition)).isEqualTo(partition);
        assertThat(partition).isEqualTo(topics.pings.partition(url, 5));
      }
    }
    assertThat(partitions.values()).as("spread over partitions").contains(0, 1, 2, 3, 4);
  }

  @Test
  void aSendThatFailsSaysSo() {
    try (RecordSender sender = settings.sender("too-large")) {
      Ping huge = Ping.newBuilder(ping("http://a.example/")).setSiteName(text(20_000_000)).build();

      assertThatThrownBy(
              () -> sender.send(topics.pings, "http://a.example/", huge).get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("max.request.size");
    }
  }

  @Test
  void aRecordThatCannotBeReadIsCountedAndPassedOver() throws Exception {
    try (RecordSender sender = settings.sender("good");
        var raw = rawProducer()) {
      raw.send(new ProducerRecord<>(topics.pings.name(), 0, "k", bytes("not avro"))).get();
      raw.send(new ProducerRecord<>(topics.pings.name(), 0, "k", null)).get();
      sender.send(topics.pings, "http://a.example/", ping("http://a.example/")).get();
    }
    AtomicInteger unreadable = new AtomicInteger();
    RecordReader reader = new RecordReader(unreadable::incrementAndGet);
    List<String> urls = new ArrayList<>();
    try (var consumer = settings.consumer("reader", settings.id("reader"), Map.of())) {
      consumer.subscribe(List.of(topics.pings.name()));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      int seen = 0;
      while (seen < 3 && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          seen++;
          reader.read(topics.pings, record).ifPresent(ping -> urls.add(ping.getFeedUrl()));
        }
      }
    }
    assertThat(urls).containsExactly("http://a.example/");
    assertThat(unreadable).hasValue(1);
  }

  @Test
  void anyClientPropertyPassesThroughAndWins() {
    KafkaSettings custom =
        new KafkaSettings(
            settings.bootstrapServers(),
            settings.topicSettings(),
            Map.of("bootstrap.servers", "elsewhere.example:9092", "client.rack", "r1"));

    assertThat(custom.common())
        .containsEntry("bootstrap.servers", "elsewhere.example:9092")
        .containsEntry("client.rack", "r1");
    assertThatThrownBy(() -> KafkaSettings.of(" ")).hasMessageContaining("bootstrap servers");
  }

  private KafkaProducer<String, byte[]> rawProducer() {
    return new KafkaProducer<>(
        settings.common(), new StringSerializer(), new ByteArraySerializer());
  }

  private static Ping ping(String url) {
    return Ping.newBuilder()
        .setFeedUrl(url)
        .setSource(PingSource.CLI)
        .setReceivedAt(Instant.EPOCH)
        .build();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(int length) {
    return "x".repeat(length);
  }
}
