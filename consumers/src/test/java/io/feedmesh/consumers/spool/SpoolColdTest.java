package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that are known without their body, over restarts and whatever the disk does. */
class SpoolColdTest {
  private static final FeedUrl URL = Feeds.URL;

  @TempDir Path folder;
  private final FailingDisk disk = new FailingDisk();
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    spool =
        Spool.open(
            new SpoolConfig(folder, 1 << 20, false, 0, Long.MAX_VALUE),
            new SimpleMeterRegistry(),
            disk);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  private void restart() throws IOException {
    spool.close();
    open();
  }

  private void put(long version, String text) throws IOException {
    assertThat(spool.put(Feeds.feed(version, text), Bodies.gzip(Feeds.bytes(text))))
        .isEqualTo(Spool.Outcome.WRITTEN);
  }

  private String text() throws IOException {
    SpooledBody body = spool.read(URL).orElse(null);
    return body == null ? null : new String(body.document(), StandardCharsets.UTF_8);
  }

  private Path file() {
    return folder.resolve(SpoolPath.of(URL).toString());
  }

  @Test
  void aColdFeedIsKnownAfterARestart() throws Exception {
    put(3, "three");
    SpooledFeed known = spool.find(URL).orElseThrow();

    assertThat(spool.cool(URL)).isTrue();
    assertThat(spool.cool(URL)).as("it is cold already").isFalse();
    restart();

    assertThat(spool.isCold(URL)).isTrue();
    assertThat(spool.find(URL)).contains(known);
    assertThat(spool.feeds()).containsExactly(known);
    assertThat(spool.bytes()).isZero();
    assertThat(spool.lossy()).isFalse();
    assertThat(file()).doesNotExist();
  }

  @Test
  void aVersionThatComesWithoutItsDocumentIsKnown() throws Exception {
    put(3, "three");

    assertThat(spool.note(Feeds.feed(4, "four"))).isEqualTo(Spool.Outcome.WRITTEN);
    assertThat(spool.note(Feeds.feed(3, "three"))).isEqualTo(Spool.Outcome.OLDER);
    restart();

    assertThat(spool.find(URL).orElseThrow().version()).isEqualTo(4);
    assertThat(text()).as("the version before is not served again").isNull();
    put(5, "five");
    assertThat(text()).isEqualTo("five");
    restart();
    assertThat(spool.coldFeeds()).isZero();
    assertThat(text()).isEqualTo("five");
  }

  @Test
  void aBodyStaysWhenItsVersionIsToldAgainOrConfirmed() throws Exception {
    put(3, "three");
    assertThat(spool.note(Feeds.feed(3, "three"))).isEqualTo(Spool.Outcome.SAME);
    assertThat(spool.note(Feeds.feed(4, "three"))).isEqualTo(Spool.Outcome.WRITTEN);

    assertThat(text()).isEqualTo("three");
    assertThat(spool.find(URL).orElseThrow().version()).isEqualTo(4);
    restart();
    assertThat(text()).isEqualTo("three");
  }

  @Test
  void aRemovedFeedIsNotKnownAfterARestart() throws Exception {
    put(3, "three");
    spool.cool(URL);

    assertThat(spool.remove(URL)).isTrue();
    assertThat(spool.remove(URL)).isFalse();
    restart();

    assertThat(spool.find(URL)).isEmpty();
    assertThat(spool.feeds()).isEmpty();
  }

  @Test
  void whateverStepFailsAFeedIsWarmOrColdAndNeverOlderThanItWas() throws Exception {
    boolean tried = true;
    for (int step = 0; tried; step++) {
      spool.remove(URL);
      put(1, "one");
      disk.failAt(step, false);
      try {
        spool.note(Feeds.feed(2, "two"));
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("as it is to");
      }
      tried = disk.steps() > step;
      disk.heal();
      spool.note(Feeds.feed(2, "two")); // as the views are tried again
      assertThat(spool.find(URL).orElseThrow().version()).as("step %d", step).isEqualTo(2);
      spool.keepRoom(); // as every few seconds

      restart();

      assertThat(spool.find(URL).orElseThrow().version()).as("step %d", step).isEqualTo(2);
      assertThat(text()).as("step %d", step).isNull();
    }
  }

  @Test
  void aKilledProcessLeavesTheOldBodyOrTheNewVersionNeverBoth() throws Exception {
    put(1, "one");
    disk.failAt(1, false); // the new version is in the journal, the old body is not removed
    assertThatThrownBy(() -> spool.note(Feeds.feed(2, "two"))).isInstanceOf(IOException.class);
    disk.heal();
    assertThat(file()).exists();

    restart();

    assertThat(spool.find(URL).orElseThrow().version()).isEqualTo(2);
    assertThat(file()).doesNotExist();
  }

  @Test
  void aDamagedJournalIsReadAsFarAsItIsWholeAndTheViewsAreReadAgain() throws Exception {
    FeedUrl other = FeedUrl.parse("https://example.org/other");
    spool.note(Feeds.feed(1, "one"));
    spool.note(Feeds.feed(other, 1, "topic", "other"));
    spool.close();
    Path journal = folder.resolve(".cold");
    byte[] bytes = Files.readAllBytes(journal);
    bytes[bytes.length - 1] ^= 1;
    Files.write(journal, bytes);
    open();

    assertThat(spool.find(URL)).isPresent();
    assertThat(spool.find(other)).isEmpty();
    assertThat(spool.lossy()).isTrue();
    spool.keepRoom();
    restart();
    assertThat(spool.feeds()).as("the journal is whole again").hasSize(1);
  }

  @Test
  void theJournalDoesNotGrowForEverAndSaysWhatTheMapDoes() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<FeedUrl, Long> expected = new HashMap<>();
    for (int i = 1; i <= 20_000; i++) {
      FeedUrl url = FeedUrl.parse("https://example.org/" + random.nextInt(50));
      if (random.nextInt(4) == 0) {
        spool.remove(url);
        expected.remove(url);
      } else {
        spool.note(Feeds.feed(url, i, "topic", "text " + i));
        expected.put(url, (long) i);
      }
      if (i % 1000 == 0) {
        spool.keepRoom();
      }
    }
    assertThat(Files.size(folder.resolve(".cold"))).isLessThan(2_000_000);

    restart();

    Map<FeedUrl, Long> found = new HashMap<>();
    spool.feeds().forEach(feed -> found.put(feed.url(), feed.version()));
    assertThat(found).as("seed %d", seed).isEqualTo(expected);
  }
}
