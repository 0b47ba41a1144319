package io.feedmesh.consumers.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.accesslog.AccessLine;
import io.feedmesh.consumers.accesslog.AccessLogFormat;
import io.feedmesh.consumers.edge.SubscriberConfig;
import io.feedmesh.consumers.expire.ExpireRules;
import io.feedmesh.consumers.readership.ReaderKeys;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpoolPath;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchAppTest {
  private static final FeedUrl URL = FeedUrl.parse("https://example.org/feed?a=b");
  private static final String TARGET = "/https/example.org/feed?a=b";

  private final KafkaSettings kafka = TestBroker.shared().withTopics(1);
  private final PrometheusMeterRegistry meters = Metrics.registry();
  @TempDir Path folder;
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("access.log");
  }

  private WatchApp watch(AccessLogFormat format, boolean fills) {
    SubscriberConfig subscriber =
        new SubscriberConfig(
            "static",
            fills
                ? Optional.of(new SpoolConfig(spool(), 0, false, 0, Long.MAX_VALUE))
                : Optional.empty(),
            Duration.ofDays(1),
            ExpireRules.DEFAULT,
            Duration.ofMillis(200),
            ReaderKeys.of("a secret of all edges"));
    return new WatchApp(
        kafka,
        new WatchConfig(subscriber, log, format, folder.resolve("position")),
        meters,
        new Health());
  }

  @Test
  void aFolderIsNoLog() {
    SubscriberConfig subscriber = SubscriberConfig.defaults("static", Optional.empty());

    assertThatThrownBy(() -> new WatchConfig(subscriber, folder, AccessLogFormat.COMBINED, log))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a file, found the folder " + folder);
  }

  private Path spool() {
    return folder.resolve("spool");
  }

  private static String line(AccessLogFormat format, Instant time, String target, int status) {
    return format.write(
            new AccessLine(
                "192.0.2.7",
                time.toEpochMilli(),
                "GET",
                target,
                "HTTP/1.1",
                status,
                10,
                "",
                "Reader/1.0"))
        + "\n";
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private <V extends SpecificRecord> List<V> records(Topic<V> topic) {
    List<V> found = new ArrayList<>();
    List<TopicPartition> only = List.of(new TopicPartition(topic.name(), 0));
    try (var consumer = kafka.consumer("test", null, Map.of())) {
      consumer.assign(only);
      consumer.seekToBeginning(only);
      long end = consumer.endOffsets(only).get(only.get(0));
      while (consumer.position(only.get(0)) < end) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(record -> found.add(topic.value().decode(record.value())));
      }
    }
    return found;
  }

  private double count(String name) {
    return meters
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @ParameterizedTest
  @EnumSource(AccessLogFormat.class)
  void aRequestInVainSubscribesAndWhatComesIsServedAndCounted(AccessLogFormat format)
      throws Exception {
    try (WatchApp app = watch(format, true)) {
      app.start();
      append(line(format, Instant.now(), TARGET, 404));
      await().until(() -> records(kafka.topics().subscriptions).size() == 1);
      Subscription made = records(kafka.topics().subscriptions).get(0);
      assertThat(made.getFeedUrl()).isEqualTo(URL.toString());
      assertThat(made.getSubscriber()).isEqualTo("static");
      assertThat(made.getWants()).contains(Wanted.DOCUMENTS);

      Views.send(kafka, "static", URL, "<rss/>");
      Path file = spool().resolve(SpoolPath.of(URL).toString());
      await().until(() -> Files.exists(file));
      append(line(format, Instant.now(), TARGET, 200));
      append(line(format, Instant.now(), TARGET, 304));

      await()
          .untilAsserted(
              () ->
                  assertThat(
                          records(kafka.topics().readership).stream()
                              .mapToLong(Readership::getRequests)
                              .max())
                      .hasValue(2));
    }
  }

  @Test
  void whatIsNoRequestForAFeedIsCountedAndPassedOver() throws Exception {
    AccessLogFormat combined = AccessLogFormat.COMBINED;
    append("not a line\n");
    append("\n");
    append(line(combined, Instant.now(), "/favicon.ico", 404));
    append(line(combined, Instant.now(), "/https/", 404));
    append(line(combined, Instant.now(), "/https/example.org/refused", 403));
    append(line(combined, Instant.now().minus(Duration.ofDays(2)), "/https/a.example/old", 404));
    append(line(combined, Instant.now(), TARGET, 404).replace("GET", "POST"));
    append(line(combined, Instant.now(), "/https/example.org/wanted", 404));
    try (WatchApp app = watch(combined, false)) {
      app.start();
      await().until(() -> count("feedmesh_watch_lines_total") == 8);
      await().until(() -> records(kafka.topics().subscriptions).size() == 1);

      assertThat(records(kafka.topics().subscriptions).get(0).getFeedUrl())
          .isEqualTo("https://example.org/wanted");
      assertThat(count("feedmesh_watch_bad_total")).isEqualTo(2);
      assertThat(spool()).as("another process keeps it").doesNotExist();
    }
  }

  @Test
  void goesOnWhereItWasAfterARestartAndARotation() throws Exception {
    AccessLogFormat combined = AccessLogFormat.COMBINED;
    append(line(combined, Instant.now(), "/https/example.org/1", 404));
    try (WatchApp app = watch(combined, false)) {
      app.start();
      await().until(() -> Files.exists(folder.resolve("position")));
    }
    append(line(combined, Instant.now(), "/https/example.org/2", 404));
    Files.move(log, folder.resolve("access.log.1"));
    append(line(combined, Instant.now(), "/https/example.org/3", 404));
    double before = count("feedmesh_watch_lines_total");

    try (WatchApp app = watch(combined, false)) {
      app.start();
      await().until(() -> records(kafka.topics().subscriptions).size() == 3);
      assertThat(count("feedmesh_watch_lines_total")).isEqualTo(before + 2);
    }
  }
}
