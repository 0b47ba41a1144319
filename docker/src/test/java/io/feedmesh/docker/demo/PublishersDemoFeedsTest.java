package io.feedmesh.docker.demo;

import static io.feedmesh.docker.demo.Web.get;
import static io.feedmesh.docker.demo.Web.header;
import static io.feedmesh.docker.demo.Web.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishersDemoFeedsTest {
  @TempDir Path directory;

  private final TestClock clock = new TestClock();
  private Path feeds;
  private Publishers publishers;

  @BeforeEach
  void makeFolder() throws IOException {
    feeds = Files.createDirectory(directory.resolve("feeds"));
  }

  @AfterEach
  void stop() {
    if (publishers != null) {
      publishers.close();
    }
  }

  /** Names as they stand in a URL, so that the test does not depend on the platform's charset. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "with%20space.xml",
        "%C3%BCml%C3%A4ut%20%E2%98%83.xml",
        "100%25.xml",
        "%2525.xml",
        "a%23b.xml",
        "what%3Fx=1&y=2.xml",
        "semi;colon,comma+plus.xml",
        "%22quotes%22'%3Cb%3E.xml",
        "back%5Cslash.xml",
        "new%0Aline.xml",
        "%5Bbrackets%5D%7B%7D%7C%5E%60.xml",
        "x/not..hidden../%25/a%20b.xml"
      })
  void oddNamesAreServed(String name) throws IOException {
    Path file = Path.of(URI.create(feeds.toUri() + name));
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<rss>" + name.hashCode() + "</rss>");
    start();

    List<String> urls = publishers.feedUrls();

    assertThat(urls).hasSize(1);
    assertThat(FeedUrl.parse(urls.get(0))).hasToString(urls.get(0));
    assertThat(get(urls.get(0)).statusCode()).isEqualTo(200);
    assertThat(text(get(urls.get(0)))).isEqualTo("<rss>" + name.hashCode() + "</rss>");
  }

  @Test
  void anySpellingOfAUrlWillDo() throws IOException {
    Path file = Path.of(URI.create(feeds.toUri() + "%C3%BC~.xml"));
    Files.writeString(file, "<rss/>");
    start();
    String root = "http://127.0.0.1:" + publishers.port();

    assertThat(get(root + "/feeds/%C3%BC~.xml").statusCode()).isEqualTo(200);
    assertThat(get(root + "/feeds/%c3%bc%7E.xml?query=no").statusCode()).isEqualTo(200);
    assertThat(get(root + "/x/../feeds/./%c3%bc~.xml").statusCode()).isEqualTo(200);
  }

  @Test
  void bytesAreServedAsTheyAre() throws IOException {
    byte[] latin1 =
        "<?xml version='1.0' encoding='ISO-8859-1'?><rss>ü</rss>"
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(feeds.resolve("a.xml"), latin1);
    start();

    assertThat(get(publishers.feedUrls().get(0)).body()).isEqualTo(latin1);
    assertThat(header(get(publishers.feedUrls().get(0)), "Content-Type"))
        .isEqualTo("application/rss+xml");
  }

  @Test
  void aFileChangedOnDiskIsServedChanged() throws IOException {
    Path file = Files.writeString(feeds.resolve("a.xml"), "<rss>1</rss>");
    Files.setLastModifiedTime(file, FileTime.from(TestClock.START.minusSeconds(100)));
    start();
    String url = publishers.feedUrls().get(0);
    String etag = header(get(url), "ETag");
    String date = header(get(url), "Last-Modified");
    assertThat(get(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(get(url, "If-Modified-Since", date).statusCode()).isEqualTo(304);

    Files.writeString(file, "<rss>2</rss>");
    Files.setLastModifiedTime(file, FileTime.from(TestClock.START.minusSeconds(50)));

    assertThat(text(get(url, "If-None-Match", etag))).isEqualTo("<rss>2</rss>");
    assertThat(text(get(url, "If-Modified-Since", date))).isEqualTo("<rss>2</rss>");
  }

  @Test
  void aFileFromTheFutureIsNeverModifiedInTheFuture() throws IOException {
    Path file = Files.writeString(feeds.resolve("a.xml"), "<rss>1</rss>");
    Files.setLastModifiedTime(file, FileTime.from(TestClock.START.plus(Duration.ofDays(9))));
    start();

    assertThat(header(get(publishers.feedUrls().get(0)), "Last-Modified"))
        .isEqualTo("Sun, 01 Mar 2026 09:59:59 GMT");
  }

  @Test
  void aFileThatIsGoneOrTooLargeIsRefused() throws IOException {
    Path gone = Files.writeString(feeds.resolve("gone.xml"), "<rss/>");
    try (RandomAccessFile large = new RandomAccessFile(feeds.resolve("large.xml").toFile(), "rw")) {
      large.setLength(FeedFile.MAX_BYTES + 1L);
    }
    start();
    Files.delete(gone);

    assertThat(get(publishers.feedUrls().get(0)).statusCode()).isEqualTo(404);
    assertThat(get(publishers.feedUrls().get(1)).statusCode()).isEqualTo(500);
    assertThat(text(get(publishers.feedUrls().get(1)))).contains("larger than the bound");
  }

  @Test
  void historiesAdvanceStopAtTheLastAndGoOnAfterARestart() throws IOException {
    Path folder = Files.createDirectories(feeds.resolve("news"));
    for (int version = 1; version <= 5; version++) {
      Path file =
          Files.writeString(
              folder.resolve("00000" + version + ".rss"), "<rss>" + version + "</rss>");
      Files.setLastModifiedTime(file, FileTime.from(TestClock.START.minusSeconds(100)));
    }
    Files.writeString(folder.resolve("history.jsonl"), "{\"file\": \"000001.rss\"}");
    start();
    List<String> urls = publishers.feedUrls();
    String url = urls.get(0);
    assertThat(url).endsWith("/history/news.rss");
    assertThat(text(get(url))).isEqualTo("<rss>1</rss>");
    String etag = header(get(url), "ETag");

    clock.advance(Duration.ofSeconds(6));
    assertThat(text(get(url, "If-None-Match", etag))).isEqualTo("<rss>3</rss>");

    publishers.close();
    start();
    assertThat(publishers.feedUrls()).isEqualTo(urls);
    assertThat(text(get(url))).isEqualTo("<rss>3</rss>");

    clock.advance(Duration.ofSeconds(3));
    assertThat(text(get(url))).isEqualTo("<rss>4</rss>");
    clock.advance(Duration.ofDays(3));
    assertThat(text(get(url))).isEqualTo("<rss>5</rss>");
    String last = header(get(url), "Last-Modified");
    assertThat(get(url, "If-Modified-Since", last).statusCode()).isEqualTo(304);
  }

  @Test
  void blogsAndFilesStandBesideEachOther() throws IOException {
    Files.writeString(feeds.resolve("a.xml"), "<rss/>");
    publishers = new Publishers(config(12), clock);
    publishers.start();

    assertThat(publishers.feedUrls()).hasSize(13).doesNotHaveDuplicates();
    assertThat(publishers.feedUrls().get(12)).endsWith("/feeds/a.xml");
    assertThat(text(get("http://127.0.0.1:" + publishers.port() + "/")))
        .contains("The Harbour Log", "a.xml");
  }

  @Test
  void theIndexShowsOddNamesAsText() throws IOException {
    Files.writeString(Path.of(URI.create(feeds.toUri() + "%3Cscript%3Ex.xml")), "<rss/>");
    start();

    assertThat(text(get("http://127.0.0.1:" + publishers.port() + "/")))
        .contains("&lt;script&gt;x")
        .doesNotContain("<script>");
  }

  @Test
  void saysThatTheFolderIsMissing() {
    Duration pace = Duration.ofSeconds(3);
    Path missing = directory.resolve("missing");
    PublishersConfig config =
        new PublishersConfig(directory.resolve("state"), 0, 12, pace, missing, pace, null);

    assertThatThrownBy(() -> new Publishers(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing.toString());
  }

  private void start() {
    publishers = new Publishers(config(0), clock);
    publishers.start();
  }

  private PublishersConfig config(int blogs) {
    return new PublishersConfig(
        directory.resolve("state"),
        0,
        blogs,
        Duration.ofSeconds(5),
        feeds,
        Duration.ofSeconds(3),
        null);
  }
}
