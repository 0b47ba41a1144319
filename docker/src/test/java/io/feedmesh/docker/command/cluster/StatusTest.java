package io.feedmesh.docker.command.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.docker.command.Shell;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.FeedCondition;
import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StatusTest {
  @Test
  void showsSubscribersTopicsAndAppsThatNeverRan() {
    Shell shell = Shell.withTopics();
    shell.run("subscribe", "a.example", "b.example");
    shell.run("subscribe", "--subscriber=edge2", "a.example");
    Result result = shell.run("status");
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains(shell.kafka().bootstrapServers())
        .containsPattern("schedule +never ran +0 +-")
        .containsPattern("fetcher +never ran")
        .containsPattern("subscriptions +3 +2")
        .containsPattern("edge +2\n +edge2 +1\n +all, each feed once +2")
        .contains("0 feeds have one");
  }

  @Test
  void showsFeedsThatNeedALook() {
    Shell shell = Shell.withTopics();
    tell(shell, "https://a.example/", FeedCondition.FAILING, FetchFailure.DNS, null);
    tell(shell, "https://b.example/", FeedCondition.FAILING, FetchFailure.DNS, null);
    tell(shell, "https://c.example/", FeedCondition.MOVED, null, "https://d.example/");
    Result result = shell.run("status");

    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .containsPattern("failing dns +2\n +moved +1")
        .containsPattern("https://c.example/ +moved +2026-\\S+ +now at https://d.example/");
  }

  private static void tell(
      Shell shell, String feedUrl, FeedCondition condition, FetchFailure failure, String movedTo) {
    FeedStatus status =
        FeedStatus.newBuilder()
            .setFeedUrl(feedUrl)
            .setCondition(condition)
            .setFailure(failure)
            .setMovedTo(movedTo)
            .setSince(Instant.parse("2026-11-22T10:00:00.123Z"))
            .build();
    try (RecordSender sender = shell.kafka().sender("test")) {
      sender.send(shell.kafka().topics().feedStates, feedUrl, status).join();
    }
  }

  @Test
  void showsTheTenFeedsThatAreReadMostToday() {
    Shell shell = Shell.withTopics();
    assertThat(shell.run("status").out()).contains("Most read today (UTC)\n  none");
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    for (long feed = 1; feed <= 12; feed++) {
      read(shell, "https://a.example/" + feed, today, 1);
      read(shell, "https://a.example/" + feed, today, feed);
    }
    read(shell, "https://yesterday.example/", today.minusDays(1), 1_000);
    String out = shell.run("status").out();

    assertThat(out)
        .containsPattern("https://a.example/12 +12 +120\n +https://a.example/11 +11 +110\n")
        .containsPattern("https://a.example/3 +3 +30\n +and 2 with fewer")
        .doesNotContain("yesterday.example");
  }

  private static void read(Shell shell, String feedUrl, LocalDate day, long readers) {
    ReadershipTotal total =
        new ReadershipTotal(
            feedUrl,
            List.of(new ReadershipDay(day, 10 * readers, readers, 0L)),
            List.of(),
            Instant.EPOCH);
    try (RecordSender sender = shell.kafka().sender("test")) {
      sender.send(shell.kafka().topics().readershipTotals, feedUrl, total).join();
    }
  }

  @Test
  void saysThatThereAreNoTopics() {
    Result result = Shell.withoutTopics().run("status");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("none: create them with './feedmesh topics create'");
  }

  @Test
  void showsMembersAndLagOfARunningGroupAndThatItIsDownLater() {
    Shell shell = Shell.withTopics();
    KafkaSettings kafka = shell.kafka();
    shell.run("ping", "a.example");
    shell.run("ping", "b.example");
    try (Consumer<String, byte[]> consumer =
        kafka.consumer("fetcher", kafka.id("fetcher"), Map.of())) {
      String pings = kafka.topics().pings.name();
      consumer.subscribe(List.of(pings));
      Awaitility.await()
          .until(
              () -> {
                var unused = consumer.poll(Duration.ofMillis(50));
                return consumer.assignment().size() == 2;
              });
      consumer.commitSync(
          Map.of(
              new TopicPartition(pings, 0), new OffsetAndMetadata(0),
              new TopicPartition(pings, 1), new OffsetAndMetadata(0)));
      assertThat(shell.run("status").out()).containsPattern("fetcher +Stable +1 +2");
    }
    assertThat(shell.run("status").out()).containsPattern("fetcher +down +0 +2");
  }
}
