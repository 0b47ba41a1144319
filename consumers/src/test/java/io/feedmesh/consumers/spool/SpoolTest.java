package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Spool spool;

  @BeforeEach
  void open() throws IOException {
    spool = Spool.open(SpoolConfig.in(folder), meters);
  }

  @AfterEach
  void close() {
    spool.close();
  }

  private void reopen() throws IOException {
    spool.close();
    open();
  }

  private Spool.Outcome put(SpooledFeed feed, String text) throws IOException {
    return spool.put(feed, Bodies.gzip(Feeds.bytes(text)));
  }

  private String text(FeedUrl url) throws IOException {
    return new String(spool.read(url).orElseThrow().document(), StandardCharsets.UTF_8);
  }

  private Path file() {
    return folder.resolve(SpoolPath.of(Feeds.URL));
  }

  @Test
  void keepsADocumentAsOneGzipFile() throws Exception {
    SpooledFeed feed = Feeds.feed(1, "<rss/>");

    assertThat(put(feed, "<rss/>")).isEqualTo(Spool.Outcome.WRITTEN);

    assertThat(text(Feeds.URL)).isEqualTo("<rss/>");
    try (var in = new GZIPInputStream(Files.newInputStream(file()))) {
      assertThat(in.readAllBytes()).isEqualTo(Feeds.bytes("<rss/>"));
    }
    assertThat(Files.getLastModifiedTime(file()).toMillis()).isEqualTo(feed.modified());
    assertThat(spool.bytes()).isEqualTo(Files.size(file()));
    assertThat(folder.resolve(".tmp")).isEmptyDirectory();
  }

  @Test
  void knowsEverythingAgainAfterARestart() throws Exception {
    SpooledFeed feed = Feeds.feed(3, "<rss/>");
    put(feed, "<rss/>");
    long bytes = spool.bytes();

    reopen();

    assertThat(spool.find(Feeds.URL)).contains(feed);
    assertThat(text(Feeds.URL)).isEqualTo("<rss/>");
    assertThat(spool.bytes()).isEqualTo(bytes);
    assertThat(spool.lossy()).isFalse();
  }

  @Test
  void neverGoesBackToAnOlderVersion() throws Exception {
    put(Feeds.feed(5, "five"), "five");

    assertThat(put(Feeds.feed(4, "four"), "four")).isEqualTo(Spool.Outcome.OLDER);
    assertThat(put(Feeds.feed(5, "five"), "five")).isEqualTo(Spool.Outcome.SAME);
    assertThat(put(Feeds.proxied("proxied"), "proxied")).isEqualTo(Spool.Outcome.OLDER);
    assertThat(text(Feeds.URL)).isEqualTo("five");

    reopen();
    assertThat(put(Feeds.feed(4, "four"), "four")).isEqualTo(Spool.Outcome.OLDER);
    assertThat(put(Feeds.feed(6, "six"), "six")).isEqualTo(Spool.Outcome.WRITTEN);
    assertThat(text(Feeds.URL)).isEqualTo("six");
  }

  @Test
  void anotherDocumentHasALaterDate() throws Exception {
    SpooledFeed one = Feeds.feed(1, "one");
    put(one, "one");
    put(Feeds.feed(2, "two").withModified(one.modified()), "two");

    assertThat(spool.find(Feeds.URL).orElseThrow().modified() / 1000)
        .isEqualTo(one.modified() / 1000 + 1);
  }

  @Test
  void removesAFeedAndTheFoldersItLeavesEmpty() throws Exception {
    FeedUrl neighbour = FeedUrl.parse("https://example.org/a/b/c");
    put(Feeds.feed(1, "x"), "x");
    put(Feeds.feed(neighbour, 1, "t", "y"), "y");

    assertThat(spool.remove(neighbour)).isTrue();
    assertThat(folder.resolve("https/example.org/a")).doesNotExist();
    assertThat(file()).exists();
    assertThat(spool.remove(Feeds.URL)).isTrue();
    assertThat(spool.remove(Feeds.URL)).isFalse();
    assertThat(folder.resolve("https")).doesNotExist();
    assertThat(spool.bytes()).isZero();
    assertThat(spool.read(Feeds.URL)).isEmpty();
  }

  @Test
  void removesWhatACrashLeftAndKeepsTheRest() throws Exception {
    FeedUrl cut = FeedUrl.parse("https://example.org/cut");
    FeedUrl empty = FeedUrl.parse("https://example.org/empty");
    put(Feeds.feed(1, "whole"), "whole");
    put(Feeds.feed(cut, 1, "t", "cut"), "cut");
    put(Feeds.feed(empty, 1, "t", "empty"), "empty");
    Path cutFile = folder.resolve(SpoolPath.of(cut));
    byte[] bytes = Files.readAllBytes(cutFile);
    Files.write(cutFile, java.util.Arrays.copyOf(bytes, bytes.length - 3));
    Files.write(folder.resolve(SpoolPath.of(empty)), new byte[0]);
    Files.writeString(folder.resolve(".tmp/9.part"), "half");
    Path foreign = folder.resolve("https/example.org/README.txt");
    Files.writeString(foreign, "not ours");

    reopen();

    assertThat(spool.feeds()).extracting(SpooledFeed::url).containsExactly(Feeds.URL);
    assertThat(cutFile).doesNotExist();
    assertThat(folder.resolve(".tmp")).isEmptyDirectory();
    assertThat(foreign).exists();
    assertThat(meters.counter("feedmesh.spool.broken").count()).isEqualTo(2);
    assertThat(meters.counter("feedmesh.spool.unfinished").count()).isEqualTo(1);
    assertThat(spool.lossy()).isTrue();
    reopen(); // and is not forgotten before somebody has done something about it
    assertThat(spool.lossy()).isTrue();
    spool.rebuilding();
    assertThat(spool.lossy()).isFalse();
  }

  @Test
  void forgetsAFileThatRottedAndSaysThatSomethingIsLost() throws Exception {
    put(Feeds.feed(1, "a document long enough"), "a document long enough");
    reopen(); // nothing in memory
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 12] ^= 1; // within the deflated data
    Files.write(file(), bytes);

    assertThat(spool.read(Feeds.URL)).isEmpty();

    assertThat(spool.find(Feeds.URL)).isEmpty();
    assertThat(file()).doesNotExist();
    assertThat(spool.lossy()).isTrue();
  }

  @Test
  void aFileIsNoSpoolAndSaidToBeOne() throws Exception {
    put(Feeds.feed(1, "x"), "x");

    assertThatThrownBy(() -> Spool.open(SpoolConfig.in(file()), new SimpleMeterRegistry()))
        .isInstanceOf(IOException.class)
        .hasMessage(file() + ": a file, no folder");
  }

  @Test
  void forgetsAFileThatSomebodyTookAway() throws Exception {
    put(Feeds.feed(1, "x"), "x");
    reopen();
    Files.delete(file());

    assertThat(spool.read(Feeds.URL)).isEmpty();
    assertThat(spool.lossy()).isTrue();
  }

  @Test
  void servesFromMemoryWhatWasReadBefore() throws Exception {
    put(Feeds.feed(1, "x"), "x");
    SpooledBody first = spool.read(Feeds.URL).orElseThrow();

    assertThat(spool.read(Feeds.URL).orElseThrow()).isSameAs(first);
    assertThat(spool.inMemory(spool.find(Feeds.URL).orElseThrow())).isPresent();
    assertThat(first.gzip().isDirect()).isTrue();
    put(Feeds.feed(2, "y"), "y");
    assertThat(spool.inMemory(spool.find(Feeds.URL).orElseThrow())).isEmpty();
    assertThat(text(Feeds.URL)).isEqualTo("y");
  }

  @Test
  void takesGzipInAnyShapeButOnlyTheWholeDocument() throws Exception {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.writeBytes(Bodies.bytes(Bodies.gzip(Feeds.bytes("two "))));
    members.writeBytes(Bodies.bytes(Bodies.gzip(Feeds.bytes("members"))));

    spool.put(Feeds.feed(1, "two members"), ByteBuffer.wrap(members.toByteArray()));

    assertThat(text(Feeds.URL)).isEqualTo("two members");
    for (ByteBuffer bad :
        List.of(
            ByteBuffer.wrap(new byte[] {1, 2, 3}),
            ByteBuffer.allocate(0),
            Bodies.gzip(Feeds.bytes("another document")))) {
      assertThatThrownBy(() -> spool.put(Feeds.feed(2, "expected"), bad))
          .isInstanceOf(IOException.class);
    }
    assertThat(text(Feeds.URL)).isEqualTo("two members");
  }

  @Test
  void readersSeeWholeVersionsWhileOthersWrite() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    put(Feeds.feed(1, "version 1 ".repeat(1)), "version 1 ".repeat(1));
    CompletableFuture<Integer> reads =
        CompletableFuture.supplyAsync(
            () -> {
              int n = 0;
              while (!done.get()) {
                checkWhole();
                n++;
              }
              return n;
            });

    for (int version = 2; version <= 150; version++) {
      String text = ("version " + version + " ").repeat(version);
      put(Feeds.feed(version, text), text);
    }
    done.set(true);

    assertThat(reads.get()).isPositive();
    assertThat(text(Feeds.URL)).startsWith("version 150 ");
  }

  private void checkWhole() {
    try {
      SpooledBody body = spool.read(Feeds.URL).orElseThrow();
      String text = new String(body.document(), StandardCharsets.UTF_8);
      long version = body.feed().version();
      assertThat(text).isEqualTo(("version " + version + " ").repeat((int) version));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void refusesAFolderInUse() {
    assertThatThrownBy(() -> Spool.open(SpoolConfig.in(folder), meters))
        .isInstanceOf(SpoolInUseException.class)
        .hasMessageContaining("in use by another edge");
  }

  @Test
  void listsTheNewestFirstWithTheirRequests() throws Exception {
    FeedUrl later = FeedUrl.parse("https://example.org/later");
    put(Feeds.feed(1, "x"), "x");
    SpooledFeed feed = Feeds.feed(later, 1, "t", "y");
    put(
        new SpooledFeed(
            later, 1, "t", feed.hash(), null, null, feed.modified(), 1, 0, Feeds.ACCEPTED + 99),
        "y");

    SpoolIndex index = spool.index(Map.of(later, 7L));

    assertThat(index.newest(1)).extracting(l -> l.feed().url()).containsExactly(later);
    assertThat(index.newest(9)).extracting(SpoolIndex.Listed::requests).containsExactly(7L, 0L);
    assertThat(index.feeds()).isEqualTo(2);
    assertThat(index.bytes()).isPositive();
    assertThat(index.find(Feeds.URL)).isPresent();
  }

  @Test
  void syncsToDiskWhenAskedTo(@TempDir Path other) throws Exception {
    try (Spool careful = Spool.open(new SpoolConfig(other, 0, true, 0, Long.MAX_VALUE), meters)) {
      careful.put(Feeds.feed(1, "x"), Bodies.gzip(Feeds.bytes("x")));
      assertThat(careful.read(Feeds.URL).orElseThrow().document()).isEqualTo(Feeds.bytes("x"));
    }
  }
}
