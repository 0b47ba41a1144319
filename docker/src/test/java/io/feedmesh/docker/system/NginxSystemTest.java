package io.feedmesh.docker.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.consumers.edge.EdgeApp;
import io.feedmesh.consumers.edge.EdgeConfig;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.system.RawHttp.Answer;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's nginx beside the edge whose spool it serves: the same answer at the same address. */
@Tag("nginx")
class NginxSystemTest {
  private static final String FEED = "https://example.org/feed.xml";
  private static final String GZIP = "Accept-Encoding: gzip";
  private static final long MODIFIED = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();

  /** Whose files nginx finds. */
  private static final List<String> FILES =
      List.of(
          FEED,
          "http://example.org/feed.xml",
          "http://example.org:8085/feed.xml",
          "https://example.org/",
          "https://example.org/blog/",
          "https://example.org/blog",
          "https://example.org/feed.xml?format=rss&page=2",
          "https://example.org/feed.xml?page=2&format=rss",
          "https://example.org/?feed=rss2",
          "https://example.org/blog/?feed=rss2",
          "https://example.org/blog?feed=rss2",
          "https://example.org/feed?path=/a/b",
          "https://example.org/feed?path=/a/",
          "https://example.org/feed?a?b",
          "https://example.org/feed?q=%3F%26%2B+x",
          "https://example.org/%C3%A4%20b/100%25.xml",
          "https://example.org/a%2Fb",
          "https://example.org/a%3Fb",
          "https://example.org/$uri/$1'%22",
          "https://example.org/Feed.XML",
          "https://example.org/feed.json",
          "https://example.org/a.gz",
          "https://example.org/.tmp/...",
          "https://xn--bcher-kva.example/feed",
          "https://[2001:db8::1]:8443/feed");

  /** Whose files have other names than their addresses. */
  private static final List<String> LEFT_TO_THE_EDGE =
      List.of(
          "https://example.org//feed.xml",
          "https://example.org/a.gz/b",
          "https://example.org/feed?path=/../b",
          "https://example.org/feed?path=//b",
          "https://example.org/" + "long".repeat(80),
          "https://example.org" + "/deep".repeat(40));

  @TempDir private static Path folder;
  private static EdgeApp edge;
  private static NginxChild nginx;

  static Stream<String> files() {
    return FILES.stream();
  }

  static Stream<String> feeds() {
    return Stream.of(FILES, LEFT_TO_THE_EDGE).flatMap(Collection::stream);
  }

  @BeforeAll
  static void start() throws Exception {
    NginxChild.require();
    Path spool = folder.resolve("spool");
    fill(spool);
    EdgeConfig config = EdgeConfig.defaults(spool).at("edge", 0, true);
    KafkaSettings away = KafkaSettings.of("127.0.0.1:1"); // an edge serves what it has
    edge = new EdgeApp(away, config, Metrics.registry(), new Health());
    edge.start();
    Path child = Files.createDirectory(folder.resolve("nginx"));
    nginx = new NginxChild(child, spool, edge.port());
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (edge != null) {
      edge.close();
    }
  }

  private static void fill(Path folder) throws Exception {
    long modified = MODIFIED;
    try (Spool spool = Spool.open(SpoolConfig.in(folder), new SimpleMeterRegistry())) {
      for (String url : feeds().toList()) {
        byte[] body = document(url).getBytes(ISO_8859_1);
        String hash = SpooledFeed.hex(Bodies.hash(body));
        modified += 1_234; // milliseconds are in no field of HTTP
        SpooledFeed feed =
            new SpooledFeed(
                FeedUrl.parse(url),
                1,
                "t",
                hash,
                null,
                null,
                modified,
                body.length,
                modified,
                modified);
        assertThat(spool.put(feed, Bodies.gzip(body))).isEqualTo(Spool.Outcome.WRITTEN);
      }
    }
  }

  private static String document(String url) {
    return "<rss version='2.0'><channel><link>" + url + "</link></channel></rss>\n".repeat(50);
  }

  private static boolean isOfTheEdge(Answer answer) {
    return !answer.field("Cache-Status").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("feeds")
  void eachFeedIsTheSameAtBothHoweverItIsAskedFor(String url) throws Exception {
    for (String version : List.of("HTTP/1.1", "HTTP/1.0")) {
      for (String encoding : List.of("gzip", "identity", "gzip;q=0", "br, gzip;q=0.5, *;q=0")) {
        for (String via : List.of("X-None: 1", "Via: 1.1 proxy", "Via: 1.0 fred, 1.1 p.example")) {
          String line = "GET " + RawHttp.target(url) + " " + version;
          String[] fields = {"Accept-Encoding: " + encoding, via};

          Answer there = RawHttp.ask(nginx.port(), line, fields);
          Answer here = RawHttp.ask(edge.port(), line, fields);

          assertThat(there.status()).as("%s %s", line, encoding).isEqualTo(200);
          assertThat(there.text()).isEqualTo(document(url));
          assertThat(here.text()).isEqualTo(document(url));
          for (String same :
              List.of(
                  "Content-Encoding",
                  "Last-Modified",
                  "Vary",
                  "Content-Security-Policy",
                  "X-Content-Type-Options")) {
            assertThat(there.field(same)).as("%s %s", same, encoding).isEqualTo(here.field(same));
          }
          assertThat(isOfTheEdge(there)).as(url).isEqualTo(LEFT_TO_THE_EDGE.contains(url));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("feeds")
  void whoSaysNothingOfEncodingsGetsTheDocumentAsItIs(String url) throws Exception {
    for (int port : List.of(nginx.port(), edge.port())) {
      Answer answer = RawHttp.get(port, RawHttp.target(url));

      assertThat(answer.field("Content-Encoding")).isEmpty();
      assertThat(answer.body()).asString(ISO_8859_1).isEqualTo(document(url));
    }
  }

  @ParameterizedTest
  @MethodSource("feeds")
  void headSaysWhatGetWould(String url) throws Exception {
    for (String encoding : List.of("gzip", "identity")) {
      String line = RawHttp.target(url) + " HTTP/1.1";
      String accept = "Accept-Encoding: " + encoding;

      Answer head = RawHttp.ask(nginx.port(), "HEAD " + line, accept);
      Answer get = RawHttp.ask(nginx.port(), "GET " + line, accept);

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      for (String field : List.of("Content-Encoding", "Content-Type", "Last-Modified", "ETag")) {
        assertThat(head.field(field)).as(field).isEqualTo(get.field(field));
      }
      assertThat(head.field("Content-Length")).isIn("", "" + get.body().length);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void bothValidatorsAndTheEdgesDateGive304(String url) throws Exception {
    String target = RawHttp.target(url);
    for (String accept : List.of(GZIP, "Accept-Encoding: identity")) {
      Answer first = RawHttp.get(nginx.port(), target, accept);
      String edges = RawHttp.get(edge.port(), target, accept).field("Last-Modified");
      for (String condition :
          List.of(
              "If-Modified-Since: " + first.field("Last-Modified"),
              "If-Modified-Since: " + edges,
              "If-None-Match: " + first.field("ETag"),
              "If-None-Match: \"other\", " + first.field("ETag"),
              "If-None-Match: " + first.field("ETag").replace("W/", ""))) {
        Answer again = RawHttp.get(nginx.port(), target, accept, condition);

        assertThat(again.status()).as(condition).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.field("Vary")).isEqualTo("Accept-Encoding");
      }
      assertThat(first.field("Last-Modified")).isNotEmpty();
      assertThat(first.field("ETag")).isNotEmpty();
      String earlier = "If-Modified-Since: Sun, 01 Mar 2026 09:59:59 GMT";
      for (String changed : List.of(earlier, "If-None-Match: \"other\"")) {
        assertThat(RawHttp.get(nginx.port(), target, accept, changed).text())
            .as(changed)
            .isEqualTo(document(url));
      }
    }
  }

  @Test
  void theEdgesValidatorsAreGoodAtNginxAndNginxsAtTheEdgeWhereBothAreSent() throws Exception {
    for (int[] ports : new int[][] {{edge.port(), nginx.port()}, {nginx.port(), edge.port()}}) {
      Answer first = RawHttp.get(ports[0], RawHttp.target(FEED), GZIP);
      String since = "If-Modified-Since: " + first.field("Last-Modified");

      assertThat(RawHttp.get(ports[1], RawHttp.target(FEED), GZIP, since).status()).isEqualTo(304);
      Answer whole =
          RawHttp.get(
              ports[1], RawHttp.target(FEED), GZIP, since, "If-None-Match: " + first.field("ETag"));
      assertThat(whole.text()).as("tags are each server's own").isEqualTo(document(FEED));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=10-19", "bytes=-7", "bytes=4000000-", "bytes=0-1,5-6", "lines=1-2"})
  void aRangeIsThatPartOrTheWhole(String range) throws Exception {
    for (String url : feeds().toList()) {
      for (String accept : List.of(GZIP, "Accept-Encoding: identity")) {
        byte[] whole = RawHttp.get(nginx.port(), RawHttp.target(url), accept).body();

        Answer answer = RawHttp.get(nginx.port(), RawHttp.target(url), accept, "Range: " + range);

        switch (answer.status()) {
          case 200 -> assertThat(answer.body()).isEqualTo(whole);
          case 206 -> assertPart(answer, whole);
          case 416 -> assertThat(range).isEqualTo("bytes=4000000-");
          default -> throw new AssertionError(url + " " + range + ": " + answer.status());
        }
      }
    }
  }

  private static void assertPart(Answer answer, byte[] whole) {
    if (answer.field("Content-Type").startsWith("multipart/byteranges")) {
      return;
    }
    String[] said = answer.field("Content-Range").split("[ /-]", -1);
    int first = Integer.parseInt(said[1]);
    int last = Integer.parseInt(said[2]);
    assertThat(said[3]).isEqualTo("" + whole.length);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(whole, first, last + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/https/EXAMPLE.org/feed.xml",
        "/https/example.org:443/feed.xml",
        "/https/example.org./feed.xml",
        "/https/example.org/feed.xml?",
        "/https/example.org/%66eed.xml",
        "/https/example.org/./feed.xml",
        "/https/example.org/blog/../feed.xml",
        "/https/example.org/../feed.xml",
        "/https/example.org/../../feed.xml",
        "/https/example.org/%2e%2e/feed.xml",
        "/https/example.org/feed.xml#top"
      })
  void otherSpellingsAreTheEdgesToUnderstand(String target) throws Exception {
    Answer answer = RawHttp.get(nginx.port(), target);

    assertThat(RawHttp.get(edge.port(), target).text()).isEqualTo(document(FEED));
    assertThat(answer.text()).isEqualTo(document(FEED));
    assertThat(isOfTheEdge(answer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/changes",
        "/health",
        "/metrics",
        "/readership/https/example.org/feed.xml",
        "/http",
        "/http/",
        "/https//example.org/feed.xml",
        "/ftp/example.org/feed",
        "/HTTPS/example.org/feed.xml",
        "//https/example.org/feed.xml",
        "/x/../https/example.org/feed.xml",
        "/%68ttps/example.org/feed.xml",
        "/.tmp/",
        "/.lossy",
        "/spool"
      })
  void whatIsNoFeedIsNotThereAndTheEdgeIsNotAsked(String target) throws Exception {
    Answer answer = RawHttp.get(nginx.port(), target);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(isOfTheEdge(answer)).isFalse();
    assertThat(answer.text()).contains("nginx");
  }

  @Test
  void whatIsNotInTheSpoolTheEdgeGetsAndIsAFileFromThenOn() throws Exception {
    try (FeedOrigin origin = new FeedOrigin()) {
      for (String path : List.of("/new.xml", "/new.xml?page=2", "/new/", "/new/?page=2")) {
        String document = document(path);
        origin.publish(path, document.getBytes(ISO_8859_1), "application/rss+xml");
        String target = RawHttp.target(origin.url(path));

        Answer miss = RawHttp.get(nginx.port(), target, GZIP, "Via: 1.1 proxy");

        assertThat(miss.text()).isEqualTo(document);
        assertThat(miss.field("Cache-Status")).contains("fwd=uri-miss");
        await().until(() -> !isOfTheEdge(RawHttp.get(nginx.port(), target)));
        assertThat(RawHttp.get(nginx.port(), target).text()).isEqualTo(document);
        assertThat(origin.requests(path)).isOne();
      }
      Answer none = RawHttp.get(nginx.port(), RawHttp.target(origin.url("/none.xml")));
      assertThat(none.status()).isEqualTo(404);
      assertThat(isOfTheEdge(none)).as("the edge says so").isTrue();
    }
  }

  @Test
  void otherMethodsAndRequestsWithCredentialsAreForTheEdge() throws Exception {
    List<Integer> allowed = new ArrayList<>();
    for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PROPFIND")) {
      for (String url : List.of(FEED, "https://example.org/blog/", "https://example.org/none")) {
        Answer answer =
            RawHttp.ask(
                nginx.port(),
                method + " " + RawHttp.target(url) + " HTTP/1.1",
                "Content-Length: 0");
        assertThat(answer.field("Allow")).as(method + url).isEqualTo("GET, HEAD");
        allowed.add(answer.status());
      }
    }
    assertThat(allowed).containsOnly(405);

    try (FeedOrigin origin = new FeedOrigin()) {
      origin.publish("/own", document("own").getBytes(ISO_8859_1), "application/rss+xml");
      String target = RawHttp.target(origin.url("/own"));
      assertThat(RawHttp.get(nginx.port(), target).status()).isEqualTo(200);
      await().until(() -> !isOfTheEdge(RawHttp.get(nginx.port(), target)));

      Answer own = RawHttp.get(nginx.port(), target, "Authorization: Basic bWU6bWU=");

      assertThat(own.text()).isEqualTo(document("own"));
      assertThat(isOfTheEdge(own)).isTrue();
      assertThat(origin.requests("/own")).as("asked anew for this reader").isEqualTo(2);
    }
  }
}
