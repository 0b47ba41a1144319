package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each step that a spool takes at the disk fails once, alone or as the beginning of the end. */
class SpoolFaultsTest {
  private static final FeedUrl OTHER = FeedUrl.parse("https://example.org/a/b/other.xml");

  @TempDir Path root;
  private final FailingDisk disk = new FailingDisk();
  private int folders;
  private Path folder;

  @FunctionalInterface
  private interface Act {
    void on(Spool spool) throws IOException;
  }

  private Spool open(boolean fsync) throws IOException {
    return Spool.open(
        new SpoolConfig(folder, 1 << 20, fsync, 0, Long.MAX_VALUE),
        new SimpleMeterRegistry(),
        disk);
  }

  private static void put(Spool spool, SpooledFeed feed, String text) throws IOException {
    var unused = spool.put(feed, Bodies.gzip(Feeds.bytes(text)));
  }

  private static String text(Spool spool, FeedUrl url) throws IOException {
    SpooledBody body = spool.read(url).orElse(null);
    return body == null ? null : new String(body.document(), StandardCharsets.UTF_8);
  }

  /** A spool with two feeds, and then the act, which fails at that step. */
  private boolean tried(int step, boolean forGood, boolean fsync, Act act) throws IOException {
    folder = root.resolve("spool-" + ++folders);
    try (Spool spool = open(fsync)) {
      put(spool, Feeds.feed(1, "one"), "one");
      put(spool, Feeds.feed(OTHER, 1, "topic", "other"), "other");
      disk.failAt(step, forGood);
      boolean failed = false;
      try {
        act.on(spool);
      } catch (IOException e) {
        failed = true;
      }
      boolean allTried = disk.steps() <= step;
      disk.heal();
      assertThat(failed || allTried || !forGood).as("a dead disk at step %d tells", step).isTrue();
      assertThat(text(spool, OTHER)).as("the neighbour after step %d", step).isEqualTo("other");
      assertThat(text(spool, Feeds.URL)).as("after step %d", step).isIn("one", "two", null);
      return !allTried;
    } finally {
      disk.heal();
    }
  }

  /** As a process that is killed here would find it. */
  private String afterRestart(int step) throws IOException {
    try (Spool spool = open(false)) {
      assertThat(text(spool, OTHER)).as("the neighbour after step %d", step).isEqualTo("other");
      assertThat(folder.resolve(".tmp")).isEmptyDirectory();
      String text = text(spool, Feeds.URL);
      assertThat(text != null || spool.find(Feeds.URL).isEmpty()).isTrue();
      return text;
    }
  }

  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void aVersionThatCannotBeWrittenLeavesTheOneBeforeOrIsThere(boolean forGood, boolean fsync)
      throws IOException {
    Act write = spool -> put(spool, Feeds.feed(2, "two"), "two");
    int step = 0;
    while (tried(step, forGood, fsync, write)) {
      assertThat(afterRestart(step)).as("after step %d", step).isIn("one", "two");
      step++;
    }
    assertThat(step).as("steps that failed").isGreaterThanOrEqualTo(fsync ? 4 : 3);
    assertThat(afterRestart(step)).isEqualTo("two");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFirstVersionThatCannotBeWrittenLeavesNothing(boolean forGood) throws IOException {
    FeedUrl first = FeedUrl.parse("https://new.example/x/y/z");
    int step = 0;
    while (tried(step, forGood, true, spool -> put(spool, Feeds.feed(first, 1, "t", "z"), "z"))) {
      try (Spool spool = open(false)) {
        assertThat(text(spool, first)).as("after step %d", step).isIn("z", null);
      }
      step++;
    }
    assertThat(step).isGreaterThanOrEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFeedThatCannotBeRemovedIsWholeOrGone(boolean forGood) throws IOException {
    int step = 0;
    while (tried(step, forGood, false, spool -> spool.remove(Feeds.URL))) {
      assertThat(afterRestart(step)).as("after step %d", step).isIn("one", null);
      step++;
    }
    assertThat(step).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDamagedFileIsNeverServedAndNeverForgottenWhateverFails(boolean forGood) throws IOException {
    Act readDamaged =
        spool -> {
          Path file = folder.resolve(SpoolPath.of(Feeds.URL).toString());
          byte[] bytes = Files.readAllBytes(file);
          bytes[bytes.length - 10] ^= 1;
          Files.write(file, bytes);
          assertThat(text(spool, Feeds.URL)).isNull();
        };
    int step = 0;
    while (tried(step, forGood, false, readDamaged)) {
      assertThat(afterRestart(step)).as("after step %d", step).isNull();
      try (Spool spool = open(false)) {
        assertThat(spool.lossy()).as("reads its views again, after step %d", step).isTrue();
      }
      step++;
    }
    assertThat(step).isGreaterThanOrEqualTo(3);
  }
}
