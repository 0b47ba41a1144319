package io.feedmesh.streams.dedupe;

import static io.feedmesh.streams.dedupe.DedupeDriver.FEED;
import static io.feedmesh.streams.dedupe.DedupeDriver.NOON;
import static io.feedmesh.streams.dedupe.DedupeDriver.change;
import static io.feedmesh.streams.dedupe.DedupeDriver.feed;
import static io.feedmesh.streams.dedupe.DedupeDriver.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad changes: each a counted reject that says where it is, and nothing else harmed. */
class RejectsTest {
  @TempDir Path state;
  private DedupeDriver driver;

  @BeforeEach
  void open() {
    driver = new DedupeDriver(state, DedupeConfig.DEFAULT);
    driver.send(change(feed(item("a", "A")), 0));
    driver.documents();
    driver.entries();
  }

  @AfterEach
  void theFeedGoesOn() {
    driver.send(change(feed(item("b", "B"), item("a", "A")), 50));
    assertThat(driver.told()).containsExactly("NEW B");
    assertThat(driver.documents()).hasSize(1);
    driver.close();
  }

  @Test
  void aDocumentThatIsNoFeedIsRefusedEachTime() {
    driver.send(change("<html><body/></html>", 5));
    driver.send(change("<html><body/></html>", 6));

    List<Reject> rejects = driver.rejects();
    assertThat(rejects).hasSize(2);
    Reject reject = rejects.get(0);
    assertThat(reject.getReason()).isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(reject.getFeedUrl()).isEqualTo(FEED);
    assertThat(reject.getTopic()).isEqualTo("feedmesh.changes");
    assertThat(reject.getPartition()).isZero();
    assertThat(reject.getOffset()).isEqualTo(1);
    assertThat(reject.getDetail()).contains("HTML");
    assertThat(reject.getRejectedAt()).isEqualTo(NOON.plusSeconds(300));
    assertThat(reject.getRejectedBy()).isEqualTo("dedupe");
    assertThat(driver.registry.counter("feedmesh.dedupe.rejects", "reason", "NOT_A_FEED").count())
        .isEqualTo(2);
  }

  @Test
  void aRecordWithoutValueOrKeyIsRefused() {
    driver.send(FEED, null, NOON);
    driver.send(null, change(feed(item("b", "B")), 5), NOON);

    assertThat(reasons()).containsExactly(RejectReason.BAD_RECORD, RejectReason.BAD_RECORD);
  }

  @Test
  void aKeyThatIsNotTheCanonicalUrlOfTheFeedIsRefused() {
    Change change = change(feed(item("b", "B")), 5);
    driver.send("https://other.example/", change, NOON);
    driver.send("nonsense", Change.newBuilder(change).setFeedUrl("nonsense").build(), NOON);
    String shouting = "HTTPS://BLOG.EXAMPLE/feed.xml";
    driver.send(shouting, Change.newBuilder(change).setFeedUrl(shouting).build(), NOON);

    assertThat(reasons())
        .containsExactly(RejectReason.BAD_URL, RejectReason.BAD_URL, RejectReason.BAD_URL);
  }

  @Test
  void aBodyThatIsNoWholeGzipIsRefused() {
    Change change = change(feed(item("b", "B")), 5);
    ByteBuffer cut = change.getBody().duplicate().limit(20).slice();
    driver.send(Change.newBuilder(change).setBody(cut).build());
    driver.send(Change.newBuilder(change).setBody(ByteBuffer.wrap(new byte[] {1, 2})).build());
    driver.send(Change.newBuilder(change).setBody(ByteBuffer.allocate(0)).build());

    assertThat(reasons()).containsOnly(RejectReason.BAD_GZIP).hasSize(3);
  }

  @Test
  void aHashThatIsNotThatOfTheBodyIsRefused() {
    Change change = change(feed(item("b", "B")), 5);
    driver.send(Change.newBuilder(change).setContentHash(Bodies.hash(new byte[1])).build());

    assertThat(reasons()).containsExactly(RejectReason.HASH_MISMATCH);
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() {
    Change change = change(feed(item("b", "B")), 5);
    ByteBuffer bomb = Bodies.gzip(new byte[10_000_000]);
    driver.send(Change.newBuilder(change).setBody(bomb).build());

    assertThat(reasons()).containsExactly(RejectReason.TOO_COMPRESSED);
  }

  @Test
  void aDocumentPastItsBoundIsRefused() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() <= DedupeConfig.DEFAULT.bounds().documentBytes(); i++) {
      text.append("<p>").append(i * 31L).append("</p>");
    }
    driver.send(change(text.toString(), 5));

    assertThat(reasons()).containsExactly(RejectReason.TOO_LARGE);
  }

  private List<RejectReason> reasons() {
    return driver.rejects().stream().map(Reject::getReason).toList();
  }
}
