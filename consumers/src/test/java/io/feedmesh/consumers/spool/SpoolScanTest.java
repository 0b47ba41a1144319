package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool's folder may look like after a crash, a bad disk, or a person. */
class SpoolScanTest {
  private static final FeedUrl OTHER = FeedUrl.parse("https://example.org/other.xml");

  @TempDir Path root;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Path file;
  private byte[] whole;

  @BeforeEach
  void spoolTwoFeeds() throws IOException {
    try (Spool spool = Spool.open(SpoolConfig.in(root), new SimpleMeterRegistry())) {
      spool.put(Feeds.feed(1, "document"), Bodies.gzip(Feeds.bytes("document")));
      spool.put(Feeds.feed(OTHER, 1, "topic", "other"), Bodies.gzip(Feeds.bytes("other")));
    }
    file = root.resolve(SpoolPath.of(Feeds.URL));
    whole = Files.readAllBytes(file);
  }

  private static SpoolScan.Found scan(Path folder) throws IOException {
    return SpoolScan.scan(folder, Disk.REAL);
  }

  @Test
  void findsWhatIsThere() throws IOException {
    SpoolScan.Found found = scan(root);

    assertThat(found.feeds()).containsOnlyKeys(Feeds.URL, OTHER);
    assertThat(found.feeds().get(Feeds.URL)).isEqualTo(Feeds.feed(1, "document"));
    assertThat(found.bytes())
        .isEqualTo(whole.length + Files.size(root.resolve(SpoolPath.of(OTHER))));
    assertThat(found.broken()).isZero();
    assertThat(found.unfinished()).isZero();
  }

  @Test
  void aFileCutAnywhereIsRemovedAndItsNeighbourStays() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      Files.createDirectories(file.getParent());
      Files.write(file, Arrays.copyOf(whole, length));

      SpoolScan.Found found = scan(root);

      assertThat(found.feeds()).as("cut at %d", length).containsOnlyKeys(OTHER);
      assertThat(found.broken()).as("cut at %d", length).isEqualTo(1);
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aFileWithAnyByteChangedHarmsNothingAndNeverBecomesAnotherFeed() throws IOException {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      Files.createDirectories(file.getParent());
      Files.write(file, changed);

      SpoolScan.Found found = scan(root);

      assertThat(found.feeds()).as("byte %d, seed %d", at, seed).containsKey(OTHER);
      assertThat(found.feeds().keySet()).isSubsetOf(Feeds.URL, OTHER);
      assertThat(found.broken()).isEqualTo(found.feeds().containsKey(Feeds.URL) ? 0 : 1);
    }
  }

  @Test
  void whatIsChangedWithinADocumentIsNoticedWhenItIsRead() throws IOException {
    byte[] changed = whole.clone();
    changed[whole.length - 10] ^= 1;
    Files.write(file, changed);

    try (Spool spool = Spool.open(SpoolConfig.in(root), new SimpleMeterRegistry())) {
      assertThat(spool.read(Feeds.URL)).isEmpty();
      assertThat(spool.find(Feeds.URL)).isEmpty();
      assertThat(spool.read(OTHER)).isPresent();
    }
  }

  @Test
  void aFileUnderAnotherFeedsNameIsRemoved() throws IOException {
    Path wrong = root.resolve(SpoolPath.of(FeedUrl.parse("https://example.org/wrong.xml")));
    Files.copy(file, wrong);

    SpoolScan.Found found = scan(root);

    assertThat(found.feeds()).containsOnlyKeys(Feeds.URL, OTHER);
    assertThat(found.broken()).isEqualTo(1);
    assertThat(wrong).doesNotExist();
    assertThat(file).exists();
  }

  @Test
  void gzipThatSomebodyElsePutThereIsRemovedAndOtherFilesAreLeftAlone() throws IOException {
    Path foreign = file.resolveSibling("foreign.xml.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(foreign))) {
      out.write(Feeds.bytes("<rss/>"));
    }
    Path note = Files.writeString(file.resolveSibling("note.txt"), "mine");
    Path top = Files.writeString(root.resolve("README"), "mine");

    SpoolScan.Found found = scan(root);

    assertThat(found.feeds()).hasSize(2);
    assertThat(found.broken()).isEqualTo(1);
    assertThat(foreign).doesNotExist();
    assertThat(note).exists();
    assertThat(top).exists();
  }

  @Test
  void aFolderWithTheNameOfAFileIsNoFile() throws IOException {
    Path folder = Files.createDirectory(file.resolveSibling("folder.gz"));

    assertThat(scan(root).feeds()).hasSize(2);
    assertThat(folder).exists();
  }

  @Test
  void anEmptyFolderIsAnEmptySpool(@TempDir Path empty) throws IOException {
    Files.createDirectories(SpoolFiles.unfinished(empty));

    SpoolScan.Found found = scan(empty);

    assertThat(found.feeds()).isEmpty();
    assertThat(found.bytes()).isZero();
  }

  @Test
  void aFileOnABadPlaceOfTheDiskIsCountedAndFetchedAgain() throws IOException {
    FailingDisk disk = new FailingDisk();
    disk.bad = file;
    try (Spool spool = open(disk)) {
      assertThat(spool.find(Feeds.URL)).isEmpty();
      assertThat(spool.read(OTHER)).isPresent();
      assertThat(spool.lossy()).isTrue();

      spool.put(Feeds.feed(1, "document"), Bodies.gzip(Feeds.bytes("document")));
      assertThat(spool.read(Feeds.URL)).as("where that is not readable, either").isEmpty();
      assertThat(spool.find(Feeds.URL)).isEmpty();

      disk.bad = null;
      spool.put(Feeds.feed(1, "document"), Bodies.gzip(Feeds.bytes("document")));
      assertThat(spool.read(Feeds.URL)).isPresent();
    }
    assertThat(meters.counter("feedmesh.spool.broken").count()).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeReadForNowIsNotLost() throws IOException {
    FailingDisk disk = new FailingDisk();
    disk.problem = "Too many open files";
    disk.bad = file;
    assertThatThrownBy(() -> open(disk)).hasMessageContaining("Too many open files");
    disk.bad = null;
    try (Spool spool = open(disk)) {
      disk.bad = file;
      assertThatThrownBy(() -> spool.read(Feeds.URL)).hasMessageContaining("Too many open files");
      disk.bad = null;
      assertThat(spool.read(Feeds.URL)).isPresent();
    }
    assertThat(meters.counter("feedmesh.spool.broken").count()).isZero();
  }

  private Spool open(Disk disk) throws IOException {
    return Spool.open(SpoolConfig.in(root), meters, disk);
  }
}
