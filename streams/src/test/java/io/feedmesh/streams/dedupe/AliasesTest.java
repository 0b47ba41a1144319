package io.feedmesh.streams.dedupe;

import static io.feedmesh.streams.dedupe.DedupeDriver.NOON;
import static io.feedmesh.streams.dedupe.DedupeDriver.change;
import static io.feedmesh.streams.dedupe.DedupeDriver.feed;
import static io.feedmesh.streams.dedupe.DedupeDriver.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.record.RejectReason;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasesTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final String OLD = "http://www.blog.example/feed.xml";

  @TempDir Path state;
  private DedupeDriver driver;
  private int minute;

  @BeforeEach
  void open() {
    driver = new DedupeDriver(state, DedupeConfig.DEFAULT);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void anotherAddressWithTheSameEntriesIsAnAliasAndHasNoDocumentOfItsOwnAnyMore() {
    send(OLD, item("a", "A"));
    send(FEED, item("a", "A"));

    assertThat(driver.aliases())
        .containsExactly(new FeedAlias(OLD, FEED, "blog.example/feed.xml", at()));
    assertThat(driver.documentsByFeed()).containsOnlyKeys(FEED);
  }

  @Test
  void itsNewEntriesAreToldAsThoseOfTheFeedAndOnceWhoeverHasThemFirst() {
    send(OLD, item("a", "A"));
    send(FEED, item("a", "A"));
    driver.entries();

    send(OLD, item("b", "B"), item("a", "A"));
    send(FEED, item("b", "B"), item("a", "A"));
    send(FEED, item("c", "C"), item("b", "B"), item("a", "A"));
    send(OLD, item("c", "C"), item("b", "B"), item("a", "A"));

    assertThat(driver.entries())
        .extracting(e -> e.getFeedUrl() + " " + e.getKind() + " " + e.getEntry().getTitle())
        .containsExactly(FEED + " NEW B", FEED + " NEW C");
    assertThat(driver.count("feedmesh.dedupe.aliased")).isEqualTo(2);
    assertThat(driver.documentsByFeed()).containsOnlyKeys(FEED);
  }

  @Test
  void theDocumentsOfADifferentFeedAtTheAliasAreRefusedUntilItStandsForItself() {
    send(OLD, item("a", "A"));
    send(FEED, item("a", "A"));
    driver.entries();

    for (int spam = 0; spam < 3; spam++) {
      send(OLD, item("spam" + spam, "Spam " + spam));
    }
    assertThat(driver.entries()).isEmpty();
    assertThat(driver.rejects())
        .hasSize(3)
        .allSatisfy(r -> assertThat(r.getReason()).isEqualTo(RejectReason.OTHER_FEED))
        .allSatisfy(r -> assertThat(r.getFeedUrl()).isEqualTo(FEED));
    assertThat(driver.aliases()).hasSize(2).endsWith((FeedAlias) null);

    send(OLD, item("more", "More"));

    assertThat(driver.entries())
        .extracting(e -> e.getFeedUrl() + " " + e.getEntry().getTitle())
        .containsExactly(OLD + " More");
  }

  @Test
  void aFeedThatNamesAnotherOneAsItselfIsItsAliasOnlyIfItHasTheSameEntries() {
    String self =
        "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' href='" + FEED + "'/>";
    String copy = "https://copy.example/rss";
    send("https://comments.example/rss", self, item("comment", "Comment"));
    send(FEED, self, item("a", "A"));
    send(copy, self, item("a", "A"));

    assertThat(driver.aliases()).extracting(FeedAlias::getFeedUrl).containsExactly(copy);
  }

  @Test
  void oneThatNamesAnotherFeedFromNowOnIsNoAliasAnyMore() {
    send(OLD, item("a", "A"));
    send(FEED, item("a", "A"));
    String self =
        "<atom:link xmlns:atom='http://www.w3.org/2005/Atom' rel='self' href='https://new.example/'/>";

    send(OLD, self, item("b", "B"), item("a", "A"));

    assertThat(driver.aliases()).hasSize(2).endsWith((FeedAlias) null);
  }

  @Test
  void documentsWithoutEntriesProveNothing() {
    send(OLD);
    send(FEED);

    assertThat(driver.aliases()).isEmpty();
  }

  @Test
  void otherFeedsOfASiteAreFeedsOfTheirOwn() {
    send(FEED, item("a", "A"));
    send("https://blog.example/feed2.xml", item("a", "A"));
    send("https://other.example/feed.xml", item("a", "A"));

    assertThat(driver.aliases()).isEmpty();
    assertThat(driver.documents()).hasSize(3).extracting(Document::getVersion).containsOnly(1L);
  }

  private Instant at() {
    return NOON.plusSeconds(60L * minute);
  }

  private void send(String address, String... items) {
    Change change = change(feed(items), ++minute);
    OriginResponse origin = OriginResponse.newBuilder(change.getOrigin()).setUrl(address).build();
    driver.send(
        address, Change.newBuilder(change).setFeedUrl(address).setOrigin(origin).build(), at());
  }
}
