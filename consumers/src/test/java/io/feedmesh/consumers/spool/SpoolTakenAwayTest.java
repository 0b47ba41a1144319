package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool does when somebody takes its folder away while it is in use. */
class SpoolTakenAwayTest {
  private static final FeedUrl COLD = FeedUrl.parse("https://example.org/cold");

  @TempDir Path parent;
  private Path folder;
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    folder = parent.resolve("spool");
    spool = Spool.open(SpoolConfig.in(folder), new SimpleMeterRegistry());
  }

  @AfterEach
  void close() {
    spool.close();
  }

  private Spool.Outcome put(FeedUrl url, String text) throws IOException {
    return spool.put(Feeds.feed(url, 1, "topic", text), Bodies.gzip(Feeds.bytes(text)));
  }

  private static void delete(Path tree) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.walk(tree)) {
      all = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  @Test
  void theFolderIsMadeAgainAndFilledFromTheViews() throws Exception {
    put(Feeds.URL, "a document");
    put(COLD, "of which the body goes");
    spool.cool(COLD);
    delete(folder);
    assertThat(spool.problem()).hasValueSatisfying(p -> assertThat(p).contains("is not there"));

    spool.keepRoom();

    assertThat(spool.problem()).isEmpty();
    assertThat(spool.lossy()).as("so that the views are read again").isTrue();
    spool.rebuilding();
    assertThat(spool.find(Feeds.URL)).isEmpty();
    assertThat(spool.bytes()).isZero();
    assertThat(put(Feeds.URL, "a document")).isEqualTo(Spool.Outcome.WRITTEN);
    assertThat(folder.resolve("https/example.org/feed.xml.gz")).exists();
    spool.close();
    open();
    assertThat(spool.isCold(COLD)).as("the journal was written anew").isTrue();
    assertThat(spool.lossy()).isFalse();
  }

  @Test
  void theNewFolderIsKeptFromOtherProcesses() throws Exception {
    delete(folder);

    spool.keepRoom();

    try (FileChannel other = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.WRITE)) {
      assertThatThrownBy(other::tryLock) // which tells that this process has it
          .isInstanceOf(OverlappingFileLockException.class);
    }
  }

  @Test
  void aFolderForUnfinishedFilesThatWasTakenAwayIsMadeAgainWithoutReadingTheViews()
      throws Exception {
    Files.delete(folder.resolve(".tmp"));

    spool.keepRoom();

    assertThat(spool.lossy()).isFalse();
    assertThat(put(Feeds.URL, "a document")).isEqualTo(Spool.Outcome.WRITTEN);
  }
}
