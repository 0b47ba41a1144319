package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFeedsTest {
  private static final Duration PACE = Duration.ofSeconds(3);

  @TempDir Path directory;

  private Path feeds;

  @BeforeEach
  void makeFolder() throws IOException {
    feeds = Files.createDirectory(directory.resolve("feeds"));
  }

  @Test
  void filesAreFeedsAndFoldersOfNumberedFilesAreHistories() throws IOException {
    write("captured/a.xml");
    write("captured/b.json");
    write("history/one/000001.xml");
    write("history/one/000002.xml");
    write("history/one/history.jsonl");
    write("top.atom");

    assertThat(paths())
        .containsExactlyInAnyOrder(
            "/feeds/captured/a.xml",
            "/feeds/captured/b.json",
            "/history/history/one.xml",
            "/feeds/top.atom");
  }

  @Test
  void theFolderItselfMayBeAHistory() throws IOException {
    write("1.rss");
    write("2.rss");

    assertThat(paths()).containsExactly("/history.rss");
  }

  @Test
  void numbersAmongOtherNamesAreFeedsLikeTheOthers() throws IOException {
    write("489.rss");
    write("3960.json");
    write("macworld.rss");

    assertThat(paths())
        .containsExactlyInAnyOrder("/feeds/489.rss", "/feeds/3960.json", "/feeds/macworld.rss");
  }

  @Test
  void aSingleNumberedFileIsAFeed() throws IOException {
    write("x/000001.xml");

    assertThat(paths()).containsExactly("/feeds/x/000001.xml");
  }

  @Test
  void versionsComeInTheOrderOfTheirNumbers() throws IOException {
    for (String name : List.of("10", "9", "002", "1", "00000000000000000000011")) {
      write("h/" + name + ".xml");
    }

    History history = (History) publications().get(0);

    assertThat(history.versions())
        .extracting(version -> version.getFileName().toString())
        .containsExactly("1.xml", "002.xml", "9.xml", "10.xml", "00000000000000000000011.xml");
  }

  @Test
  void filesWithoutAFeedsExtensionAreFeedsIfTheyBeginLikeOne() throws IOException {
    Files.writeString(feeds.resolve("index"), "<?xml version='1.0'?>\n<rss version='2.0'>");
    Files.writeString(
        feeds.resolve("feed.php"), "{\"version\": \"https://jsonfeed.org/version/1\"}");
    Files.writeString(feeds.resolve("README.md"), "# About <rss> feeds");
    Files.write(feeds.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});

    assertThat(paths()).containsExactlyInAnyOrder("/feeds/index", "/feeds/feed.php");
  }

  @Test
  void hiddenFilesAndFoldersAreLeftOut() throws IOException {
    write("a.xml");
    write(".a.xml");
    write(".git/b.xml");

    assertThat(paths()).containsExactly("/feeds/a.xml");
  }

  @Test
  void linksToFilesAreFollowedAndLinksToFoldersAreNot() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("x.xml"), "<rss/>");
    Files.createSymbolicLink(feeds.resolve("link.xml"), elsewhere.resolve("x.xml"));
    Files.createSymbolicLink(feeds.resolve("loop"), feeds);
    Files.createSymbolicLink(feeds.resolve("broken.xml"), feeds.resolve("nothing"));

    assertThat(paths()).containsExactly("/feeds/link.xml");
  }

  @Test
  void theFolderMayBeALink() throws IOException {
    write("a.xml");
    Path link = Files.createSymbolicLink(directory.resolve("link"), feeds);

    assertThat(DemoFeeds.publications(link, state(), PACE, TestClock.START)).hasSize(1);
  }

  @Test
  void aNameTooLongForAFeedUrlIsLeftOut() throws IOException {
    String folder = "#".repeat(150);
    write(String.join("/", folder, folder, folder, folder, folder, "a.xml"));
    write("b.xml");

    assertThat(paths()).containsExactly("/feeds/b.xml");
  }

  @Test
  void saysThatTheFolderIsMissing() throws IOException {
    Path missing = feeds.resolve("missing");
    Path file = Files.createFile(feeds.resolve("file"));

    for (Path path : List.of(missing, file)) {
      assertThatThrownBy(() -> DemoFeeds.publications(path, state(), PACE, TestClock.START))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("demo feeds: expected a folder")
          .hasMessageContaining(path.toString());
    }
  }

  @Test
  void saysThatTheFolderHasNoFeeds() throws IOException {
    write("history.jsonl");

    assertThatThrownBy(this::paths)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected feeds (.xml, .rss, .atom, .rdf, .json) in " + feeds)
        .hasMessageContaining("found none among 1 files");
  }

  private void write(String name) throws IOException {
    Path file = feeds.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"file\": \"" + name + "\"}");
  }

  private List<String> paths() {
    return publications().stream().map(Publication::path).toList();
  }

  private List<Publication> publications() {
    return DemoFeeds.publications(feeds, state(), PACE, TestClock.START);
  }

  private PublisherState state() {
    return new PublisherState(directory.resolve("state"));
  }
}
