package io.feedmesh.streams.dedupe;

import static io.feedmesh.streams.dedupe.DedupeDriver.FEED;
import static io.feedmesh.streams.dedupe.DedupeDriver.NOON;
import static io.feedmesh.streams.dedupe.DedupeDriver.change;
import static io.feedmesh.streams.dedupe.DedupeDriver.feed;
import static io.feedmesh.streams.dedupe.DedupeDriver.item;
import static io.feedmesh.streams.dedupe.DedupeDriver.itemWithLink;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.ParseStage;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupeTopologyTest {
  private static final DedupeConfig CONFIG = DedupeConfig.DEFAULT;

  @TempDir Path state;
  private DedupeDriver driver;

  @BeforeEach
  void open() {
    driver = new DedupeDriver(state, CONFIG);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void tellsTheFirstDocumentAndAllItsEntriesTheOldestFirst() {
    Change change = change(feed(item("b", "B"), item("a", "A")), 0);

    driver.send(change);

    List<Document> documents = driver.documents();
    assertThat(documents).hasSize(1);
    Document document = documents.get(0);
    assertThat(document.getVersion()).isEqualTo(1);
    assertThat(document.getBody()).isEqualTo(change.getBody());
    assertThat(document.getContentHash()).isEqualTo(change.getContentHash());
    assertThat(document.getSize()).isEqualTo(change.getSize());
    assertThat(document.getEntries()).isEqualTo(2);
    assertThat(document.getStage()).isEqualTo(ParseStage.STRICT);
    assertThat(document.getFeed().getTitle()).isEqualTo("Garden");
    assertThat(document.getAcceptedAt()).isEqualTo(NOON);
    List<EntryChange> entries = driver.entries();
    assertThat(entries).extracting(e -> e.getEntry().getTitle()).containsExactly("A", "B");
    assertThat(entries).allSatisfy(e -> assertThat(e.getFeedTitle()).isEqualTo("Garden"));
    assertThat(entries).allSatisfy(e -> assertThat(e.getDocumentVersion()).isEqualTo(1));
  }

  @Test
  void tellsEntriesByTheirDatesWhereAllHaveOne() {
    driver.send(
        change(
            feed(
                "<item><title>1</title><pubDate>2026-01-01</pubDate></item>",
                "<item><title>3</title><pubDate>2026-01-03</pubDate></item>",
                "<item><title>2</title><pubDate>2026-01-02</pubDate></item>"),
            0));

    assertThat(driver.told()).containsExactly("NEW 1", "NEW 2", "NEW 3");
  }

  @Test
  void aDocumentThatIsKnownGoesNoFurther() {
    driver.send(change(feed(item("a", "A")), 0));
    driver.documents();
    driver.entries();

    driver.send(change(feed(item("a", "A")), 0));
    driver.send(change(feed(item("a", "A")), 5));

    assertThat(driver.documents()).isEmpty();
    assertThat(driver.entries()).isEmpty();
    assertThat(driver.registry.counter("feedmesh.dedupe.duplicates").count()).isEqualTo(2);
  }

  @Test
  void tellsOnlyWhatIsNewOrReallyDiffers() {
    driver.send(change(feed(item("b", "B"), item("a", "A")), 0));
    driver.told();

    driver.send(change(feed(item("c", "C"), item("b", "B!"), item("a", " A<!-- 2 -->")), 5));

    assertThat(driver.told()).containsExactly("UPDATED B!", "NEW C");
    assertThat(driver.documents()).extracting(Document::getVersion).containsExactly(1L, 2L);
  }

  @Test
  void anOlderCopyChangesNothing() {
    String before = feed(item("a", "A"));
    driver.send(change(before + " ", 0));
    driver.send(change(feed(item("a", "A!")), 10));
    driver.documents();
    driver.told();

    driver.send(change(before, 5));

    assertThat(driver.documents()).isEmpty();
    assertThat(driver.told()).isEmpty();
    assertThat(driver.registry.counter("feedmesh.dedupe.late").count()).isEqualTo(1);
  }

  @Test
  void anOlderCopyIsToldByTheOriginsClockNotByThatOfItsFetcher() {
    driver.send(change(feed(item("a", "new")), NOON.plusSeconds(600), NOON.plusSeconds(600)));
    driver.told();

    driver.send(change(feed(item("a", "old")), NOON, NOON.plusSeconds(700)));

    assertThat(driver.told()).isEmpty();
  }

  @Test
  void entriesThatOnlyAnOlderCopyHasAreTold() {
    driver.send(change(feed(item("a", "A")), 0));
    driver.send(change(feed(item("c", "C")), 10));
    driver.documents();
    driver.told();

    driver.send(change(feed(item("b", "B"), item("a", "A")), 5));

    assertThat(driver.told()).containsExactly("NEW B");
    assertThat(driver.documents()).isEmpty();
  }

  @Test
  void aDocumentThatItsOriginTookBackIsTheNewestAgain() {
    driver.send(change(feed(item("a", "A")), 0));
    driver.send(change(feed(item("b", "B"), item("a", "A")), 5));
    driver.documents();

    driver.send(change(feed(item("a", "A")), 10));

    assertThat(driver.documents()).extracting(Document::getVersion).containsExactly(3L);
  }

  @Test
  void anAnswerDatedInTheFarFutureDoesNotStopTheFeed() {
    Instant future = NOON.plus(Duration.ofDays(400));
    driver.send(change(feed(item("a", "A")), future, NOON));
    driver.told();

    driver.send(change(feed(item("b", "B")), 5));

    assertThat(driver.told()).containsExactly("NEW B");
  }

  @Test
  void newIdsOvernightAreNoFlood() {
    driver.send(change(feed(item("1", "A"), item("2", "B")), 0));
    List<EntryChange> first = driver.entries();

    driver.send(
        change(
            feed(
                itemWithLink("n3", "https://blog.example/3", "C"),
                itemWithLink("n1", "https://blog.example/1?utm_source=x", "A"),
                itemWithLink("n2", "https://blog.example/2", "B")),
            5));
    assertThat(driver.told()).containsExactly("NEW C");

    driver.send(change(feed(itemWithLink("n1", "https://blog.example/1", "A!")), 10));
    List<EntryChange> updated = driver.entries();
    assertThat(updated).hasSize(1);
    assertThat(updated.get(0).getEntry().getKey()).isEqualTo(first.get(1).getEntry().getKey());
  }

  @Test
  void anEntryIsRememberedAfterItLeftItsDocument() {
    driver.send(change(feed(item("b", "B"), item("a", "A")), 0));
    driver.send(change(feed(item("b", "B")), minutes(Duration.ofDays(100))));
    driver.told();

    driver.send(change(feed(item("b", "B"), item("a", "A")), minutes(Duration.ofDays(129))));

    assertThat(driver.told()).isEmpty();
  }

  @Test
  void anEntryIsForgottenWhenTheRememberTimeIsOver() {
    driver.send(change(feed(item("b", "B"), item("a", "A")), 0));
    driver.send(change(feed(item("b", "B")), minutes(Duration.ofDays(100))));
    driver.told();

    driver.send(change(feed(item("b", "B"), item("a", "A")), minutes(Duration.ofDays(131))));

    assertThat(driver.told()).containsExactly("NEW A");
  }

  @Test
  void acceptedAtNeverGoesBack() {
    driver.send(FEED, change(feed(item("a", "A")), 0), NOON.plusSeconds(100));
    driver.send(FEED, change(feed(item("b", "B")), 1), NOON.plusSeconds(60));

    assertThat(driver.documents())
        .extracting(Document::getAcceptedAt)
        .containsExactly(NOON.plusSeconds(100), NOON.plusSeconds(100));
  }

  @Test
  void knowsAllAgainAfterARestart() {
    driver.send(change(feed(item("a", "A")), 0));
    FeedMemory kept = driver.store().get(FEED);
    driver.close();
    driver = new DedupeDriver(state.resolve("restored"), CONFIG);
    driver.store().put(FEED, kept);

    driver.send(change(feed(item("a", "A")), 1));
    driver.send(change(feed(item("b", "B"), item("a", "A")), 2));

    assertThat(driver.told()).containsExactly("NEW B");
    assertThat(driver.documents()).extracting(Document::getVersion).containsExactly(2L);
  }

  @Test
  void anEntryThatStandsTwiceInADocumentIsToldOnce() {
    driver.send(change(feed(item("a", "A"), item("a", "A")), 0));

    assertThat(driver.told()).containsExactly("NEW A");
    assertThat(driver.documents().get(0).getEntries()).isEqualTo(2);
  }

  @Test
  void theTopologyIsTheOneThatWasAgreed() throws IOException {
    String described =
        DedupeDriver.topology(new Topics(TopicSettings.DEFAULT), CONFIG, new SimpleMeterRegistry())
            .describe()
            .toString();
    try (InputStream golden = getClass().getResourceAsStream("dedupe-topology.txt")) {
      assertThat(described.strip())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void theBodyOfADocumentIsTheOneThatCame() throws IOException {
    String document = feed(item("a", "A"));
    driver.send(change(document, 0));

    byte[] body = Bodies.gunzip(driver.documents().get(0).getBody(), 10_000);

    assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo(document);
  }

  private static int minutes(Duration duration) {
    return (int) duration.toMinutes();
  }
}
