package io.feedmesh.docker.command.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.docker.command.Shell;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectsCommandTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final String OTHER = "https://other.example/feed.xml";
  private static final String DOCUMENT =
      "<rss version='2.0'><channel><title>t</title><item><title>a</title></item></channel></rss>";

  private final Shell shell = Shell.withTopics();
  private final Topics topics = shell.kafka().topics();
  private final RecordSender sender = shell.kafka().sender("test");

  @AfterEach
  void stop() {
    sender.close();
  }

  @Test
  void eachRejectIsListedWithItsOriginalAndEachReasonIsExplained() {
    RecordMetadata page = change(FEED, "<html>");
    reject(FEED, RejectReason.NOT_A_FEED, page, Duration.ofMinutes(2));
    reject(OTHER, RejectReason.TOO_DEEP, page, Duration.ofMinutes(1));
    reject(OTHER, RejectReason.TOO_DEEP, page, Duration.ofDays(2));

    Result all = shell.run("rejects");

    assertThat(all.exit()).isZero();
    assertThat(all.err()).isEmpty();
    List<String> lines = all.out().lines().toList();
    assertThat(lines.get(0)).startsWith("REFUSED").endsWith("DETAIL");
    assertThat(lines.get(1))
        .contains("NOT_A_FEED", FEED, page.topic() + "-" + page.partition() + " " + page.offset());
    assertThat(lines.get(2)).contains("TOO_DEEP", OTHER, "expected this, found that");
    assertThat(lines.get(3)).isEmpty();
    assertThat(all.out()).containsPattern("TOO_DEEP +1 +Elements").doesNotContain("EMPTY");
  }

  @Test
  void rejectsAreFoundByTimeReasonAndFeed() {
    RecordMetadata page = change(FEED, "<html>");
    reject(FEED, RejectReason.NOT_A_FEED, page, Duration.ofHours(30));
    reject(OTHER, RejectReason.TOO_DEEP, page, Duration.ofMinutes(1));

    assertThat(shell.run("rejects", "--from=2d", "--limit=0").out())
        .containsPattern("NOT_A_FEED +1 ")
        .containsPattern("TOO_DEEP +1 ");
    assertThat(shell.run("rejects", "--from=2d", "--limit=1").out()).doesNotContain(FEED);
    assertThat(shell.run("rejects", "--from=2d", "--reason=NOT_A_FEED").out())
        .contains(FEED)
        .doesNotContain(OTHER);
    assertThat(shell.run("rejects", "--feed=" + OTHER).out()).contains("TOO_DEEP");
    assertThat(shell.run("rejects", "--feed=https://no.example/").err())
        .startsWith("nothing was refused since ");
  }

  @Test
  void whatTheParserTakesNowIsSentAgainAndTheRestIsSaidToBeRefusedStill() {
    RecordMetadata good = change(FEED, DOCUMENT);
    RecordMetadata page = change(OTHER, "<html><title>404");
    reject(FEED, RejectReason.UNPARSABLE, good, Duration.ofMinutes(3));
    reject(OTHER, RejectReason.NOT_A_FEED, page, Duration.ofMinutes(2));
    rejectAt(OTHER, topics.changes.name(), page.partition(), 1_000_000);
    rejectAt(OTHER, topics.pings.name(), 0, 0);

    Result tried = shell.run("rejects", "--retry", "--dry-run");
    assertThat(tried.out())
        .contains(FEED + " accepted, was UNPARSABLE", OTHER + " still refused: NOT_A_FEED")
        .contains("1 accepted (dry run: nothing was sent), 1 still refused, 1 no longer on")
        .endsWith("1 no documents\n");
    assertThat(changes()).containsExactlyInAnyOrder(FEED, OTHER);

    Result sent = shell.run("rejects", "--retry");
    assertThat(sent.exit()).isZero();
    assertThat(sent.out()).contains("1 accepted and sent again, 1 still refused");
    assertThat(changes()).containsExactlyInAnyOrder(FEED, OTHER, FEED);
  }

  @Test
  void nonsenseIsRefused() {
    assertThat(shell.run("rejects", "--dry-run").err()).contains("--dry-run goes with --retry");
    assertThat(shell.run("rejects", "--limit=-1").err()).contains("--limit: expected 0 or more");
    assertThat(shell.run("rejects", "--reason=BORING").err()).contains("BORING", "NOT_A_FEED");
    assertThat(shell.run("rejects", "--from=soon").err()).contains("not a time");
    assertThat(Shell.withoutTopics().run("rejects").err()).contains("lacks the topic");
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasItsOwnText(RejectReason reason) {
    assertThat(Arrays.stream(RejectReason.values()).map(ReasonText::of))
        .containsOnlyOnce(ReasonText.of(reason));
  }

  private List<String> changes() {
    List<String> keys = new ArrayList<>();
    TopicSnapshot.since(
        shell.kafka(), topics.changes, Instant.EPOCH, record -> keys.add(record.key()));
    return keys;
  }

  private RecordMetadata change(String feedUrl, String document) {
    byte[] bytes = document.getBytes(UTF_8);
    Change change =
        Change.newBuilder()
            .setFeedUrl(feedUrl)
            .setBody(Bodies.gzip(bytes))
            .setSize(bytes.length)
            .setContentHash(Bodies.hash(bytes))
            .setOrigin(OriginResponse.newBuilder().setUrl(feedUrl).build())
            .setSource(ChangeSource.FETCH)
            .setFetchedAt(Instant.now())
            .setFetchedBy("test")
            .build();
    return sender.send(topics.changes, feedUrl, change).join();
  }

  private void reject(String feedUrl, RejectReason reason, RecordMetadata original, Duration ago) {
    reject(
        feedUrl,
        reason,
        original.topic(),
        original.partition(),
        original.offset(),
        Instant.now().minus(ago));
  }

  private void rejectAt(String feedUrl, String topic, int partition, long offset) {
    reject(feedUrl, RejectReason.BAD_RECORD, topic, partition, offset, Instant.now());
  }

  private void reject(
      String feedUrl, RejectReason reason, String topic, int partition, long offset, Instant at) {
    Reject reject =
        Reject.newBuilder()
            .setFeedUrl(feedUrl)
            .setReason(reason)
            .setDetail("expected this, found that")
            .setTopic(topic)
            .setPartition(partition)
            .setOffset(offset)
            .setRejectedAt(at)
            .setRejectedBy("dedupe")
            .build();
    var unused = sender.send(topics.rejects, feedUrl, reject).join();
  }
}
