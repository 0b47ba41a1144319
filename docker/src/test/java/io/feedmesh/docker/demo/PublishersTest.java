package io.feedmesh.docker.demo;

import static io.feedmesh.docker.demo.Web.get;
import static io.feedmesh.docker.demo.Web.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.PortInUseException;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishersTest {
  @TempDir Path state;

  private final TestClock clock = new TestClock();
  private Publishers publishers;

  @BeforeEach
  void start() {
    publishers = new Publishers(PublishersConfig.defaults(state), clock);
    publishers.start();
  }

  @AfterEach
  void stop() {
    publishers.close();
  }

  @Test
  void everyFeedHasFifteenWholeEntries() {
    assertThat(publishers.feedUrls()).hasSize(12);
    for (String url : publishers.feedUrls()) {
      HttpResponse<byte[]> response = get(url);
      ParsedFeed feed = ParsedFeed.parse(response.body());

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "Content-Type")).contains(url.endsWith("json") ? "json" : "xml");
      assertThat(feed.title()).isNotBlank();
      assertThat(feed.ids()).hasSize(15).doesNotHaveDuplicates();
      assertThat(feed.entries())
          .allSatisfy(entry -> assertThat(entry).hasNoNullFieldsOrProperties());
    }
  }

  @Test
  void feedUrlsAreCanonical() {
    assertThat(publishers.feedUrls())
        .allSatisfy(url -> assertThat(FeedUrl.parse(url)).hasToString(url));
  }

  @Test
  void everyEntryLinksToItsPage() {
    for (String url : publishers.feedUrls()) {
      for (ParsedFeed.Entry entry : ParsedFeed.parse(get(url).body()).entries()) {
        HttpResponse<byte[]> page = get(entry.link());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(Web.text(page)).contains(entry.html());
      }
    }
  }

  @Test
  void newEntriesAppearAsTimePasses() {
    String url = publishers.feedUrls().get(1);
    List<String> before = ParsedFeed.parse(get(url).body()).ids();

    clock.advance(Duration.ofSeconds(15));

    List<String> after = ParsedFeed.parse(get(url).body()).ids();
    assertThat(after).hasSize(15);
    assertThat(after.indexOf(before.get(0))).isBetween(2, 4);
    assertThat(after)
        .endsWith(before.subList(0, 15 - after.indexOf(before.get(0))).toArray(String[]::new));
  }

  @Test
  void answers304ByETagUntilSomethingAppears() {
    String url = publishers.feedUrls().get(0);
    String etag = header(get(url), "ETag");

    assertThat(get(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(get(url, "If-None-Match", "\"x\", " + etag).statusCode()).isEqualTo(304);
    assertThat(get(url, "If-None-Match", "*").statusCode()).isEqualTo(304);
    assertThat(get(url, "If-None-Match", etag).body()).isEmpty();
    assertThat(header(get(url, "If-None-Match", etag), "ETag")).isEqualTo(etag);

    clock.advance(Duration.ofSeconds(10));
    assertThat(get(url, "If-None-Match", etag).statusCode()).isEqualTo(200);
  }

  @Test
  void answers304ByDateUntilSomethingAppears() {
    String url = publishers.feedUrls().get(0);
    String date = header(get(url), "Last-Modified");

    assertThat(get(url, "If-Modified-Since", date).statusCode()).isEqualTo(304);

    clock.advance(Duration.ofSeconds(10));
    assertThat(get(url, "If-Modified-Since", date).statusCode()).isEqualTo(200);
  }

  @Test
  void theETagOutweighsTheDate() {
    String url = publishers.feedUrls().get(0);
    String date = header(get(url), "Last-Modified");

    assertThat(get(url, "If-None-Match", "\"other\"", "If-Modified-Since", date).statusCode())
        .isEqualTo(200);
  }

  @Test
  void noPostHidesBehindTheDateOfAnotherInTheSameSecond() {
    publishers.close();
    Duration fast = Duration.ofMillis(50);
    publishers =
        new Publishers(
            new PublishersConfig(state.resolve("fast"), 0, 1, fast, null, fast, null), clock);
    publishers.start();
    String url = publishers.feedUrls().get(0);
    String seen = header(get(url), "Last-Modified");

    for (int i = 0; i < 40; i++) {
      clock.advance(Duration.ofMillis(100));
      HttpResponse<byte[]> response = get(url, "If-Modified-Since", seen);
      assertThat(response.statusCode()).isEqualTo(200);
      seen = header(response, "Last-Modified");
    }
  }

  @Test
  void gzipsForThoseWhoTakeIt() throws Exception {
    String url = publishers.feedUrls().get(3);
    byte[] plain = get(url).body();

    HttpResponse<byte[]> gzipped = get(url, "Accept-Encoding", "br, gzip;q=0.5");
    assertThat(header(gzipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(gzipped.body()).hasSizeLessThan(plain.length / 2);
    assertThat(Bodies.gunzip(ByteBuffer.wrap(gzipped.body()), 1 << 20)).isEqualTo(plain);
    assertThat(header(gzipped, "Vary")).isEqualTo("Accept-Encoding");

    HttpResponse<byte[]> refused = get(url, "Accept-Encoding", "gzip;q=0, identity");
    assertThat(header(refused, "Content-Encoding")).isEmpty();
    assertThat(refused.body()).isEqualTo(plain);
  }

  @Test
  void headHasTheHeadersOfGet() {
    String url = publishers.feedUrls().get(2);

    HttpResponse<byte[]> head = Web.send("HEAD", url);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("ETag", "Last-Modified", "Content-Length", "Content-Type")) {
      assertThat(header(head, name)).isNotEmpty().isEqualTo(header(get(url), name));
    }
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    String root = "http://127.0.0.1:" + publishers.port();

    assertThat(get(root + "/blogs/harbour-log/15").statusCode()).isEqualTo(200);
    assertThat(get(root + "/blogs/harbour-log/1").statusCode()).isEqualTo(200);
    for (String path :
        List.of(
            "/blogs/harbour-log/0",
            "/blogs/harbour-log/16",
            "/blogs/harbour-log/01",
            "/blogs/harbour-log/99999999999999999999",
            "/blogs/nobody/1",
            "/blogs/",
            "/feeds/x.xml")) {
      assertThat(get(root + path).statusCode()).as(path).isEqualTo(404);
    }
    HttpResponse<byte[]> post = Web.send("POST", root + "/");
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(header(post, "Allow")).isEqualTo("GET, HEAD");
    for (String path : List.of("/%00", "/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd")) {
      assertThat(get(root + path).statusCode()).as(path).isEqualTo(400);
    }
  }

  @Test
  void aRestartGoesOnUnderTheSameUrls() {
    List<String> urls = publishers.feedUrls();
    String url = urls.get(0);
    List<String> before = ParsedFeed.parse(get(url).body()).ids();
    String etag = header(get(url), "ETag");

    publishers.close();
    publishers = new Publishers(PublishersConfig.defaults(state), clock);
    publishers.start();

    assertThat(publishers.feedUrls()).isEqualTo(urls);
    assertThat(get(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
    clock.advance(Duration.ofSeconds(10));
    List<String> after = ParsedFeed.parse(get(url).body()).ids();
    assertThat(after.indexOf(before.get(0))).isBetween(1, 3);
  }

  @Test
  void postsThatCameWhileItWasClosedAreThereAfterwards() {
    String url = publishers.feedUrls().get(0);
    List<String> before = ParsedFeed.parse(get(url).body()).ids();

    publishers.close();
    clock.advance(Duration.ofHours(1));
    publishers = new Publishers(PublishersConfig.defaults(state), clock);
    publishers.start();

    assertThat(ParsedFeed.parse(get(url).body()).ids()).doesNotContainAnyElementsOf(before);
  }

  @Test
  void movesToAnotherPortWhenThatOfTheLastRunIsTaken() throws Exception {
    int port = publishers.port();
    publishers.close();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      publishers = new Publishers(PublishersConfig.defaults(state), clock);
      publishers.start();

      assertThat(publishers.port()).isNotEqualTo(taken.getLocalPort()).isPositive();
      assertThat(get(publishers.feedUrls().get(0)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void saysThatThePortAskedForIsTaken() {
    Duration pace = Duration.ofSeconds(5);
    int port = publishers.port();
    Publishers second =
        new Publishers(
            new PublishersConfig(state.resolve("2"), port, 1, pace, null, pace, null), clock);

    assertThatThrownBy(second::start)
        .isInstanceOf(PortInUseException.class)
        .hasMessageContaining(Integer.toString(port));
    second.close();
  }

  @Test
  void closesAtOnceAndMoreThanOnce() {
    String url = publishers.feedUrls().get(0);
    get(url);
    long start = System.nanoTime();

    publishers.close();
    publishers.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aPublisherThatWasNeverStartedCanBeClosed() {
    new Publishers(PublishersConfig.defaults(state), clock).close();
  }
}
