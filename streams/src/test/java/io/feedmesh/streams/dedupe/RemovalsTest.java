package io.feedmesh.streams.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.EntryChange;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalsTest {
  @TempDir Path folder;
  private DedupeDriver driver;
  private int minute;
  private boolean dated = true;
  private final Map<String, String> ids = new HashMap<>();

  @BeforeEach
  void start() {
    driver = new DedupeDriver(folder.resolve("on"), DedupeConfig.DEFAULT.reportingRemoved(true));
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void anEntryTakenOutWhileOlderOnesStayIsToldOnceByItsKey() {
    publish(5, 4, 3, 2, 1);

    assertThat(publish(5, 4, 2, 1)).containsExactly("REMOVED 3");
    assertThat(publish(6, 5, 4, 2, 1)).containsExactly("NEW 6");
    assertThat(publish(5, 4, 2, 1)).as("the newest of all").containsExactly("REMOVED 6");
  }

  @Test
  void whatRollsOverTheEndIsNotRemovedWhicheverEndThatIs() {
    publish(3, 2, 1);
    assertThat(publish(4, 3, 2)).containsExactly("NEW 4");
    assertThat(publish(4)).as("a shorter document").isEmpty();
    assertThat(publish(4, 5, 6)).as("the newest at the end").containsExactly("NEW 5", "NEW 6");
    assertThat(publish(5, 6, 7)).containsExactly("NEW 7");
    assertThat(publish(5, 6)).as("the newest of all").containsExactly("REMOVED 7");
  }

  @Test
  void aFeedThatIsEmptyOrHasOnlyOtherEntriesRemovedNothing() {
    publish(3, 2, 1);
    assertThat(publish()).isEmpty();
    assertThat(publish(3, 2, 1)).isEmpty();
    assertThat(publish(9, 8, 7)).containsExactly("NEW 7", "NEW 8", "NEW 9");
  }

  @Test
  void aRankingRemovesNothing() {
    publish(5, 2, 4, 1, 3);
    assertThat(publish(5, 4, 1, 3)).as("not by date").isEmpty();
    dated = false;
    publish(15, 14, 13, 12, 11);
    assertThat(publish(11, 15, 13, 12)).as("another order").isEmpty();
  }

  @Test
  void withoutDatesEntriesHaveToStayOnBothSides() {
    dated = false;
    publish(5, 4, 3, 2, 1);
    assertThat(publish(5, 4, 2, 1)).containsExactly("REMOVED 3");
    assertThat(publish(4, 2, 1)).as("the first of all").isEmpty();
  }

  @Test
  void aRemovedEntryThatReturnsIsAnUpdateUnderItsKey() {
    publish(3, 2, 1);
    publish(3, 1);

    assertThat(publish(3, 2, 1)).containsExactly("UPDATED 2");
    assertThat(publish(3, 1)).containsExactly("REMOVED 2");
  }

  @Test
  void anOlderDocumentRemovesNothingAndBringsNothingBack() {
    publish(4, 3, 2, 1);
    publish(4, 3, 1);
    driver.send(DedupeDriver.change(document(4, 3, 2, 1) + " ", 0));
    driver.send(DedupeDriver.change(document(4, 1), 0));

    assertThat(told()).isEmpty();
  }

  @Test
  void nothingIsToldAsRemovedUnlessAskedFor() {
    driver.close();
    driver = new DedupeDriver(folder.resolve("off"), DedupeConfig.DEFAULT);
    publish(3, 2, 1);

    assertThat(publish(3, 1)).isEmpty();
    assertThat(publish(3, 2, 1)).isEmpty();
  }

  private List<String> publish(int... posts) {
    driver.send(DedupeDriver.change(document(posts), ++minute));
    return told();
  }

  private List<String> told() {
    return driver.entries().stream().map(this::told).toList();
  }

  /** A removed entry has its key only: the id is that of the one told under it. */
  private String told(EntryChange change) {
    String key = change.getEntry().getKey();
    if (change.getKind() != ChangeKind.REMOVED) {
      ids.put(key, change.getEntry().getId());
    }
    return change.getKind() + " " + ids.get(key);
  }

  private String document(int... posts) {
    return DedupeDriver.feed(IntStream.of(posts).mapToObj(this::item).toArray(String[]::new));
  }

  private String item(int post) {
    String date = dated ? "<pubDate>2026-02-%02dT00:00:00Z</pubDate>".formatted(post) : "";
    return DedupeDriver.item(String.valueOf(post), "Post " + post)
        .replace("</item>", date + "</item>");
  }
}
