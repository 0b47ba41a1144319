package io.feedmesh.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Response;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadRecordHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final Topics topics = new Topics(TopicSettings.DEFAULT);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BadRecordHandler handler = new BadRecordHandler();

  @BeforeEach
  void configure() {
    handler.configure(
        Map.of(
            BadRecordHandler.SINK,
            new BadRecordHandler.Sink(AppName.DEDUPE, topics, registry, () -> NOW)));
  }

  @Test
  void aBadRecordIsPassedOverCountedAndToldOfWithItsPlace() {
    Response response = handle("https://blog.example/feed", "no such schema");

    assertThat(response.result()).isEqualTo(Result.RESUME);
    Reject reject = reject(response);
    assertThat(reject.getReason()).isEqualTo(RejectReason.BAD_RECORD);
    assertThat(reject.getFeedUrl()).isEqualTo("https://blog.example/feed");
    assertThat(reject.getDetail()).isEqualTo("no such schema");
    assertThat(reject.getTopic()).isEqualTo("feedmesh.changes");
    assertThat(reject.getPartition()).isEqualTo(3);
    assertThat(reject.getOffset()).isEqualTo(42);
    assertThat(reject.getRejectedAt()).isEqualTo(NOW);
    assertThat(reject.getRejectedBy()).isEqualTo("dedupe");
    assertThat(
            registry
                .counter(
                    "feedmesh.streams.bad.records", "app", "dedupe", "topic", "feedmesh.changes")
                .count())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "https://blog.example/feed, https://blog.example/feed",
    "https://blog.example/feed edge-1, https://blog.example/feed",
    "http://blog.example/, http://blog.example/",
    "edge-1 https://blog.example/, ''",
    "* analyst, ''",
    "'', ''",
    ", ''"
  })
  void theRejectIsFiledUnderTheFeedThatTheKeyNames(String key, String feedUrl) {
    Response response = handle(key, "x");

    assertThat(reject(response).getFeedUrl()).isEqualTo(feedUrl);
    ProducerRecord<byte[], byte[]> record = response.deadLetterQueueRecords().get(0);
    assertThat(record.topic()).isEqualTo(topics.rejects.name());
    assertThat(record.key()).isEqualTo(feedUrl.getBytes(StandardCharsets.UTF_8));
    assertThat(record.partition())
        .isEqualTo(topics.rejects.partition(feedUrl, topics.rejects.partitions()));
    assertThat(record.timestamp()).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void aKeyThatIsNoTextOrTooLongNamesNoFeed() {
    byte[] long5000 = ("https://" + "x".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
    byte[] noText = {'h', 't', 't', 'p', (byte) 0xC3, (byte) 0x28};

    assertThat(reject(handle(long5000, "x")).getFeedUrl()).isEmpty();
    assertThat(reject(handle(noText, "x")).getFeedUrl()).isEmpty();
  }

  @Test
  void aMessageIsCutAndNoneIsNoTrouble() {
    assertThat(reject(handle("k", "x".repeat(100_000))).getDetail()).hasSize(500);
    assertThat(reject(handle("k", null)).getDetail()).isEqualTo("null");
  }

  private Response handle(String key, String message) {
    return handle(key == null ? null : key.getBytes(StandardCharsets.UTF_8), message);
  }

  private Response handle(byte[] key, String message) {
    return handler.handleError(
        null,
        new ConsumerRecord<>("feedmesh.changes", 3, 42, key, new byte[] {9}),
        new SerializationException(message));
  }

  private Reject reject(Response response) {
    assertThat(response.deadLetterQueueRecords()).hasSize(1);
    byte[] value = response.deadLetterQueueRecords().get(0).value();
    return topics.rejects.value().deserializer().deserialize(topics.rejects.name(), value);
  }
}
