package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool does about a disk that gets full. */
class SpoolRoomTest {
  private static final long FLOOR = 1 << 20;
  private static final FeedUrl A = FeedUrl.parse("https://example.org/a");
  private static final FeedUrl B = FeedUrl.parse("https://example.org/b");
  private static final FeedUrl C = FeedUrl.parse("https://example.org/c");

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FailingDisk disk = new FailingDisk();
  private final Map<FeedUrl, Long> asked = new HashMap<>();
  private final Random random = new Random(7);
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    disk.free = 100 * FLOOR;
    spool = Spool.open(new SpoolConfig(folder, 0, false, FLOOR, Long.MAX_VALUE), meters, disk);
    spool.warmth(url -> asked.getOrDefault(url, 0L));
  }

  @AfterEach
  void close() {
    spool.close();
  }

  private Spool.Outcome put(FeedUrl url, long version, String text) throws IOException {
    return spool.put(
        Feeds.feed(url, version, version == 0 ? "" : "topic", text),
        Bodies.gzip(Feeds.bytes(text)));
  }

  private Path file(FeedUrl url) {
    return folder.resolve(SpoolPath.of(url).toString());
  }

  /** Some 80 KB when gzipped. */
  private String noise() {
    StringBuilder text = new StringBuilder();
    random.ints(100_000, ' ', '~').forEach(c -> text.append((char) c));
    return text.toString();
  }

  private void threeFeeds() throws IOException {
    for (FeedUrl url : new FeedUrl[] {A, B, C}) {
      put(url, 1, noise());
    }
    asked.put(A, 2L);
    asked.put(C, 3L);
  }

  @Test
  void theBodiesAskedForLeastGoFirstAndOnlySoMany() throws Exception {
    threeFeeds();
    disk.free = FLOOR - 1; // lacks one byte, and the reserve of 128 KiB

    spool.keepRoom();

    assertThat(file(B)).doesNotExist();
    assertThat(file(A)).doesNotExist();
    assertThat(spool.read(C)).isPresent();
    assertThat(spool.coldFeeds()).isEqualTo(2);
    assertThat(spool.bytes()).isEqualTo(Files.size(file(C)));
    assertThat(spool.find(A)).as("still known, for 304").isPresent();
    assertThat(spool.read(A)).isEmpty();
    assertThat(spool.lossy()).as("nothing was lost that has to be read again").isFalse();
    assertThat(meters.counter("feedmesh.spool.cooled").count()).isEqualTo(2);
  }

  @Test
  void coldestIsWhatNobodyAskedForLongest() throws Exception {
    threeFeeds();
    Room room = new Room(new SpoolFiles(folder, false, disk), FLOOR, spool::bytes, Long.MAX_VALUE);
    room.warmth(feed -> asked.getOrDefault(feed.url(), 0L));

    assertThat(room.coldest(spool.warmFeeds()))
        .extracting(SpooledFeed::url)
        .containsExactly(B, A, C);
    spool.cool(B);
    assertThat(room.coldest(spool.warmFeeds())).extracting(SpooledFeed::url).containsExactly(A, C);
  }

  @Test
  void nothingGoesWhileThereIsRoom() throws Exception {
    threeFeeds();
    disk.free = FLOOR + 1;

    spool.keepRoom();

    assertThat(spool.coldFeeds()).isZero();
    assertThat(spool.read(B)).isPresent();
  }

  @Test
  void whereNothingCanBeFreedANewVersionIsKnownButNotWritten() throws Exception {
    threeFeeds();
    disk.free = 0;

    assertThat(put(A, 2, "the next")).isEqualTo(Spool.Outcome.NO_ROOM);

    assertThat(spool.find(A).orElseThrow().version()).isEqualTo(2);
    assertThat(spool.read(A)).as("the one before is never served again").isEmpty();
    assertThat(file(A)).doesNotExist();
    assertThat(put(FeedUrl.parse("https://example.org/proxied"), 0, "p"))
        .isEqualTo(Spool.Outcome.NO_ROOM);
    assertThat(spool.feeds()).hasSize(3);
    assertThat(meters.counter("feedmesh.spool.no_room").count()).isEqualTo(2);
  }

  @Test
  void aColdFeedIsWarmAgainWithTheDocumentThatAReaderHadProxied() throws Exception {
    put(A, 7, "document");
    disk.free = 0;
    spool.keepRoom();
    disk.free = 100 * FLOOR;

    assertThat(put(A, 0, "document")).isEqualTo(Spool.Outcome.WRITTEN);

    assertThat(spool.find(A).orElseThrow().version()).as("it is the version known").isEqualTo(7);
    assertThat(spool.read(A).orElseThrow().document()).isEqualTo(Feeds.bytes("document"));
    assertThat(spool.coldFeeds()).isZero();
  }

  @Test
  void anotherDocumentOfAColdFeedIsGoodUntilItsViewComes() throws Exception {
    put(A, 7, "document");
    disk.free = 0;
    spool.keepRoom();
    disk.free = 100 * FLOOR;

    assertThat(put(A, 6, "older")).isEqualTo(Spool.Outcome.OLDER);
    assertThat(put(A, 0, "changed")).isEqualTo(Spool.Outcome.WRITTEN);
    assertThat(spool.find(A).orElseThrow().provisional()).isTrue();
    assertThat(put(A, 8, "changed")).isEqualTo(Spool.Outcome.WRITTEN);

    assertThat(spool.read(A).orElseThrow().feed().version()).isEqualTo(8);
  }

  @Test
  void readingTheViewsAgainBringsColdBodiesBack() throws Exception {
    put(A, 7, "document");
    disk.free = 0;
    spool.keepRoom();
    disk.free = 100 * FLOOR;

    assertThat(put(A, 7, "document")).isEqualTo(Spool.Outcome.WRITTEN);

    assertThat(spool.read(A)).isPresent();
    assertThat(put(A, 7, "document")).isEqualTo(Spool.Outcome.SAME);
  }

  @Test
  void whatASpoolMayTakeIsALimitToo() throws Exception {
    spool.close();
    long most = 200_000; // two of them, not three
    spool = Spool.open(new SpoolConfig(folder, 0, false, 0, most), meters, disk);
    spool.warmth(url -> asked.getOrDefault(url, 0L));

    asked.put(A, 2L);
    for (FeedUrl url : new FeedUrl[] {A, B, C}) {
      put(url, 1, noise());
      assertThat(spool.bytes()).isLessThanOrEqualTo(most);
    }

    assertThat(spool.read(A)).isPresent();
    assertThat(spool.isCold(B)).isTrue();
    assertThat(spool.read(C)).as("what has come now").isPresent();
  }

  private static FeedUrl numbered(int i) {
    return FeedUrl.parse("https://example.org/" + i);
  }

  /** A file system may be out of inodes while most of its bytes are free. */
  @Test
  void whereTheDiskTakesNoMoreFilesTheColdestBodiesGoFirstToo() throws Exception {
    for (int i = 0; i < 20; i++) {
      put(numbered(i), 1, "document " + i);
      asked.put(numbered(i), (long) i);
    }
    disk.root = folder;
    try (Stream<Path> all = Files.walk(folder)) {
      disk.names = (int) all.count();
    }

    assertThat(put(A, 1, "one more")).isEqualTo(Spool.Outcome.WRITTEN);

    assertThat(spool.read(A)).isPresent();
    assertThat(spool.isCold(numbered(0))).isTrue();
    assertThat(spool.isCold(numbered(19))).isFalse();
    assertThat(spool.note(Feeds.feed(numbered(19), 2, "topic", "document 19")))
        .isEqualTo(Spool.Outcome.WRITTEN);
    spool.keepRoom();
    int cold = spool.coldFeeds();
    assertThat(cold).isPositive();
    spool.close();
    disk.names = Integer.MAX_VALUE;
    open();
    assertThat(spool.coldFeeds()).as("known to the next process, too").isEqualTo(cold);
    assertThat(spool.lossy()).isFalse();
  }

  @Test
  void whereTheDiskTakesNoFileAtAllAVersionIsKnownButNotWritten() throws Exception {
    disk.root = folder;
    disk.names = 1;

    assertThat(put(A, 1, "a document")).isEqualTo(Spool.Outcome.NO_ROOM);

    assertThat(spool.isCold(A)).isTrue();
  }

  @Test
  void saysThatThereIsNoRoomAsLongAsThereIsNone() throws Exception {
    threeFeeds();
    disk.free = FLOOR - 1; // others take it, too, whatever is dropped
    spool.keepRoom();
    assertThat(meters.get("feedmesh.spool.full").gauge().value()).isEqualTo(1);

    disk.free = 2 * FLOOR;
    spool.keepRoom();
    assertThat(meters.get("feedmesh.spool.full").gauge().value()).isZero();
  }

  @Test
  void tellsWhichBodiesItDroppedForRoom() throws Exception {
    List<FeedUrl> dropped = new ArrayList<>();
    spool.tellsOfDropped(dropped::add);
    threeFeeds();
    disk.free = FLOOR - 1;

    spool.keepRoom();

    assertThat(dropped).containsExactly(B, A);
  }

  @Test
  void countsNoBytesOfFilesThatSomebodyTookAway() throws Exception {
    put(A, 1, "one");
    put(B, 1, "two");
    Files.delete(file(A));

    spool.rebuilding();
    assertThat(spool.bytes()).isEqualTo(Files.size(file(B)));

    Files.delete(file(B));
    assertThat(spool.read(B)).isEmpty();
    assertThat(spool.bytes()).isZero();
  }

  @Test
  void aDiskThatFillsUpWhileAFloorOfNoneIsSetIsLeftToFail(@TempDir Path other) throws Exception {
    disk.free = 0;
    try (Spool careless =
        Spool.open(new SpoolConfig(other, 0, false, 0, Long.MAX_VALUE), meters, disk)) {
      assertThat(careless.put(Feeds.feed(1, "x"), Bodies.gzip(Feeds.bytes("x"))))
          .isEqualTo(Spool.Outcome.WRITTEN);
    }
  }
}
