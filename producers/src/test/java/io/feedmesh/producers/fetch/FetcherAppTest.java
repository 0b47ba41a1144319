package io.feedmesh.producers.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.producers.TopicContents;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchReason;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetcherAppTest {
  private static final String FEED =
      "<rss version=\"2.0\"><channel><title>T</title></channel></rss>";

  private final KafkaSettings kafka = TestBroker.shared().withTopics(2);
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Health health = new Health();
  private final RecordSender sender = kafka.sender("test");
  private final TopicContents contents = new TopicContents(kafka);
  private FetcherApp app;

  @BeforeEach
  void start() {
    app = new FetcherApp(kafka, config(2_000_000), registry, health);
    app.start();
  }

  @AfterEach
  void stop() {
    app.close();
    sender.close();
  }

  @Test
  void aRequestBecomesAChangeAndAResult() throws Exception {
    try (RawOrigin origin = RawOrigin.sending(ok("ETag: \"1\"\r\n", FEED))) {
      Instant requestedAt = now();
      FeedUrl url = origin.url("/feed");
      request(request(url, requestedAt).setSubscribers(42));

      FetchResult result = results(1).get(0);
      List<Change> changes = contents.read(kafka.topics().changes, 1);

      assertThat(result.getOutcome()).isEqualTo(FetchOutcome.CHANGED);
      assertThat(result.getFeedUrl()).isEqualTo(url.toString());
      assertThat(result.getRequestedAt()).isEqualTo(requestedAt);
      assertThat(result.getEtag()).isEqualTo("\"1\"");
      assertThat(result.getFetcher()).isEqualTo("fetcher-7");
      assertThat(changes).hasSize(1);
      assertThat(changes.get(0).getContentHash()).isEqualTo(result.getContentHash());
      assertThat(Bodies.gunzip(changes.get(0).getBody(), 1000)).asString(UTF_8).isEqualTo(FEED);
      assertThat(origin.heads().get(0))
          .contains("\r\nUser-Agent: Feedmesh/0.", "(+https://bot.example; 42 subscribers)")
          .contains("\r\nAccept: application/atom+xml, ")
          .contains("\r\nAccept-Encoding: gzip, deflate, br")
          .doesNotContain("If-None-Match", "Cookie", "Referer", "From:");
      assertThat(health.problems()).isEmpty();
      assertThat(registry.scrape())
          .contains("feedmesh_fetch_outcomes_total{failure=\"none\",outcome=\"changed\"} 1.0");
    }
  }

  @Test
  void validatorsGoOutAsTheyCameAndA304IsUnchanged() {
    try (RawOrigin origin = RawOrigin.sending("HTTP/1.1 304 Not Modified\r\n\r\n")) {
      request(
          request(origin.url("/"), now())
              .setEtag("W/\"\u00e9 x\"")
              .setLastModified("Sun,  22 Nov 2026"));

      FetchResult result = results(1).get(0);

      assertThat(result.getOutcome()).isEqualTo(FetchOutcome.UNCHANGED);
      assertThat(result.getEtag()).isEqualTo("W/\"\u00e9 x\"");
      assertThat(origin.heads().get(0))
          .contains("If-None-Match: W/\"\u00e9 x\"")
          .contains("If-Modified-Since: Sun,  22 Nov 2026");
    }
  }

  @Test
  void aKnownDocumentIsUnchanged() {
    try (RawOrigin origin = RawOrigin.sending(ok("", FEED));
        RawOrigin other = RawOrigin.sending(ok("", "new"))) {
      request(request(origin.url("/"), now()).setContentHash(Bodies.hash(FEED.getBytes(UTF_8))));
      assertThat(results(1).get(0).getOutcome()).isEqualTo(FetchOutcome.UNCHANGED);

      request(request(other.url("/"), now()));
      results(2);
      assertThat(contents.read(kafka.topics().changes, 1)).hasSize(1);
    }
  }

  @Test
  void aPermanentRedirectIsAMoveWithItsDocument() {
    try (RawOrigin target = RawOrigin.sending(ok("", FEED));
        RawOrigin origin =
            RawOrigin.sending(
                "HTTP/1.1 308 Moved\r\nLocation: "
                    + target.url("/new")
                    + "\r\nContent-Length: 0\r\n\r\n")) {
      request(request(origin.url("/"), now()));

      FetchResult result = results(1).get(0);

      assertThat(result.getOutcome()).isEqualTo(FetchOutcome.MOVED);
      assertThat(result.getMovedTo()).isEqualTo(target.url("/new").toString());
      assertThat(contents.read(kafka.topics().changes, 1).get(0).getFeedUrl())
          .isEqualTo(origin.url("/").toString());
    }
  }

  @Test
  void theBelievedAddressIsFetchedAndTheFeedKeepsItsName() {
    try (RawOrigin old = RawOrigin.sending("HTTP/1.1 410 Gone\r\n\r\n");
        RawOrigin target = RawOrigin.sending(ok("", FEED))) {
      request(request(old.url("/old"), now()).setAddress(target.url("/new").toString()));

      FetchResult result = results(1).get(0);
      Change change = contents.read(kafka.topics().changes, 1).get(0);

      assertThat(result.getOutcome()).isEqualTo(FetchOutcome.CHANGED);
      assertThat(result.getFeedUrl()).isEqualTo(old.url("/old").toString());
      assertThat(change.getFeedUrl()).isEqualTo(old.url("/old").toString());
      assertThat(change.getOrigin().getUrl()).isEqualTo(target.url("/new").toString());
      assertThat(old.heads()).isEmpty();
    }
  }

  @Test
  void aPageInPlaceOfTheFeedNamesItsFeedsAndIsNoChange() {
    String page = "<!doctype html><link rel=alternate type=application/atom+xml href=/atom>";
    try (RawOrigin site = RawOrigin.sending(ok("Content-Type: text/html\r\n", page));
        RawOrigin feed = RawOrigin.sending(ok("", FEED))) {
      request(request(site.url("/"), now()));

      FetchResult result = results(1).get(0);

      assertThat(result.getFailure()).isEqualTo(FetchFailure.NOT_A_FEED);
      assertThat(result.getFeeds()).containsExactly(site.url("/atom").toString());
      request(request(feed.url("/"), now()));
      results(2);
      assertThat(contents.read(kafka.topics().changes, 1))
          .extracting(Change::getFeedUrl)
          .containsExactly(feed.url("/").toString());
    }
  }

  @Test
  void robotsAreAskedAndObeyedAndFromIsSentWhereThatIsWanted() {
    app.close();
    app = new FetcherApp(kafka, config(2_000_000).with("bot@bot.example", true), registry, health);
    app.start();
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              String body =
                  head.startsWith("GET /robots.txt ")
                      ? "User-agent: feedmesh\nDisallow: /no\nCrawl-delay: 2\n"
                      : FEED;
              out.write(ok("", body).getBytes(ISO_8859_1));
              return true;
            })) {
      request(request(origin.url("/yes"), now()).setSubscribers(3));
      request(request(origin.url("/no"), now()));

      List<FetchResult> results = results(2);

      assertThat(results)
          .filteredOn(r -> r.getFeedUrl().endsWith("/no"))
          .extracting(FetchResult::getFailure)
          .containsExactly(FetchFailure.ROBOTS);
      assertThat(results)
          .filteredOn(r -> r.getFeedUrl().endsWith("/yes"))
          .extracting(FetchResult::getOutcome)
          .containsExactly(FetchOutcome.CHANGED);
      assertThat(results).extracting(FetchResult::getCrawlDelayMillis).containsOnly(2000L);
      assertThat(origin.heads()).hasSize(2).allMatch(h -> h.contains("From: bot@bot.example"));
      assertThat(origin.heads().get(0)).contains("(+https://bot.example)");
    }
  }

  @Test
  void aRefusalCarriesItsTime() {
    try (RawOrigin origin =
        RawOrigin.sending("HTTP/1.1 429 Slow down\r\nRetry-After: 3600\r\n\r\n")) {
      request(request(origin.url("/"), now()));

      FetchResult result = results(1).get(0);

      assertThat(result.getOutcome()).isEqualTo(FetchOutcome.REFUSED);
      assertThat(result.getRetryAt()).isBetween(now().plusSeconds(3500), now().plusSeconds(3601));
    }
  }

  @Test
  void aDocumentOf50MegabytesIsAFailureThatSaysSo() {
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
              for (int i = 0; i < 50; i++) {
                out.write(new byte[1_000_000]);
              }
              return false;
            })) {
      request(request(origin.url("/"), now()));

      FetchResult result = results(1).get(0);

      assertThat(result.getOutcome()).isEqualTo(FetchOutcome.FAILED);
      assertThat(result.getFailure()).isEqualTo(FetchFailure.TOO_LARGE);
      assertThat(result.getDetail()).contains("2000000 bytes");
    }
  }

  @Test
  void aDocumentTooLargeForKafkaIsAFailureThatSaysSo() {
    app.close();
    app = new FetcherApp(kafka, config(40_000_000), registry, health);
    app.start();
    byte[] noise = new byte[20_000_000];
    new java.util.Random(1).nextBytes(noise);
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
              out.write(noise);
              return false;
            })) {
      request(request(origin.url("/"), now()));

      FetchResult result = results(1).get(0);

      assertThat(result.getFailure()).isEqualTo(FetchFailure.NOT_SENT);
      assertThat(registry.scrape()).contains("feedmesh_fetch_unsent_total");
    }
  }

  @Test
  void aRequestPastItsDeadlineIsSkipped() {
    try (RawOrigin origin = RawOrigin.sending(ok("", FEED))) {
      request(request(origin.url("/late"), now()).setDeadline(now().minusMillis(1)));
      request(request(origin.url("/in-time"), now()));

      assertThat(results(1).get(0).getFeedUrl()).isEqualTo(origin.url("/in-time").toString());
      assertThat(origin.heads()).hasSize(1);
      assertThat(registry.scrape())
          .contains("feedmesh_fetch_skipped_total{reason=\"expired\"} 1.0");
    }
  }

  @Test
  void theDeadlineOfARequestEndsIt() {
    try (RawOrigin origin = new RawOrigin((head, out) -> true)) {
      request(request(origin.url("/first"), now()).setDeadline(now().plusSeconds(20)));
      await().until(() -> origin.open() == 1);
      request(request(origin.url("/"), now()).setDeadline(now().plusMillis(1500)));

      FetchResult result = results(1).get(0);
      assertThat(result.getFeedUrl()).isEqualTo(origin.url("/").toString());
      assertThat(result.getFailure()).isEqualTo(FetchFailure.TIMEOUT);
    }
  }

  @Test
  void thePausesThatTheScheduleMadeBetweenRequestsToAHostAreKeptWhenTheyArriveTogether() {
    List<Long> arrivals = new CopyOnWriteArrayList<>();
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              arrivals.add(System.nanoTime());
              out.write(ok("", FEED).getBytes(ISO_8859_1));
              return true;
            })) {
      Instant first = now();
      for (int i = 0; i < 4; i++) {
        request(request(origin.url("/" + i), first.plusMillis(300L * i)));
      }
      results(4);
    }

    for (int i = 1; i < 4; i++) {
      assertThat(Duration.ofNanos(arrivals.get(i) - arrivals.get(i - 1)))
          .isGreaterThan(Duration.ofMillis(200)); // the first connection takes a while
    }
  }

  @Test
  void stoppingIsQuickAndSaysNothingAboutWhatItCutsOff() {
    try (RawOrigin origin = new RawOrigin((head, out) -> true);
        RawOrigin answering = RawOrigin.sending(ok("", FEED))) {
      request(request(origin.url("/silent"), now()));
      await().until(() -> origin.open() == 1);

      Instant begin = Instant.now();
      app.close();

      assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
      await().until(() -> origin.open() == 0);
      app = new FetcherApp(kafka, config(2_000_000), registry, health);
      app.start();
      request(request(answering.url("/"), now()));
      assertThat(results(1))
          .extracting(FetchResult::getFeedUrl)
          .containsExactly(answering.url("/").toString());
    }
  }

  private static FetcherConfig config(long maxBytes) {
    return new FetcherConfig(
        "fetcher-7", 50, Duration.ofSeconds(20), maxBytes, 5, true, "https://bot.example");
  }

  private static FetchRequest.Builder request(FeedUrl url, Instant requestedAt) {
    return FetchRequest.newBuilder()
        .setFeedUrl(url.toString())
        .setReason(FetchReason.DUE)
        .setRequestedAt(requestedAt)
        .setDeadline(requestedAt.plusSeconds(60));
  }

  private void request(FetchRequest.Builder request) {
    sender.send(kafka.topics().fetchRequests, request.getFeedUrl(), request.build()).join();
  }

  private List<FetchResult> results(int count) {
    return contents.read(kafka.topics().fetchResults, count);
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String ok(String fields, String body) {
    return "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }
}
