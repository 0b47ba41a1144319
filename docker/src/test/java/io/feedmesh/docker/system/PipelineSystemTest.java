package io.feedmesh.docker.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.up.UpApp;
import io.feedmesh.docker.up.UpConfig;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.topic.Topics;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of the data in one process, on real parts. */
class PipelineSystemTest {
  private static final int FEEDS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;
  private final FeedOrigin origin = new FeedOrigin();
  private final HttpClient client = HttpClient.newHttpClient();
  private UpApp up;

  @BeforeEach
  void start() {
    up = new UpApp(UpConfig.local(folder.resolve("data")));
    up.start(step -> {});
  }

  @AfterEach
  void stop() {
    up.close();
    origin.close();
  }

  @Test
  void everyChangeReachesTheSpoolTheEntriesOnceAndTheLiveStream() throws Exception {
    Map<Integer, Integer> latest = new HashMap<>();
    IntStream.range(0, FEEDS).forEach(feed -> publish(latest, feed, 3));
    try (SseReader reader = new SseReader(up.edgePort())) {
      subscribeWithOpml();
      awaitSpooled(latest);

      IntStream.range(0, 20).forEach(feed -> publish(latest, feed, 5));
      for (int feed = 0; feed < 20; feed++) {
        assertThat(get("http://127.0.0.1:" + up.receiverPort() + "/ping?url=" + url(feed), "*"))
            .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200));
      }
      awaitSpooled(latest);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  IntStream.range(0, 20)
                      .forEach(
                          feed ->
                              assertThat(reader.has("\"f" + feed + " entry 5\"", "NEW"))
                                  .as("event for feed %d", feed)
                                  .isTrue()));
    }
    assertEntriesExactlyOnce(latest);
  }

  @Test
  void aFeedThatNobodySubscribedToBecomesOneByBeingAskedFor() throws Exception {
    origin.publish("/asked.xml", Rss.feed("asked", 2), "application/rss+xml");
    String address = edge("/asked.xml");

    HttpResponse<byte[]> first = get(address, "identity");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo(Rss.feed("asked", 2));
    assertThat(first.headers().firstValue("Cache-Status").orElse("")).contains("fwd=");

    await().atMost(PATIENCE).until(() -> subscribed("/asked.xml"));
    await()
        .atMost(PATIENCE)
        .until(() -> !EntriesLog.read(up.kafka(), up.kafka().topics().documentViews).isEmpty());
    origin.publish("/asked.xml", Rss.feed("asked", 4), "application/rss+xml");
    run("ping", origin.url("/asked.xml"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(get(address, "identity").body()).isEqualTo(Rss.feed("asked", 4)));
    HttpResponse<byte[]> hit = get(address, "gzip");
    assertThat(hit.headers().firstValue("Cache-Status").orElse("")).contains("hit");
    assertThat(unzipped(hit.body())).isEqualTo(Rss.feed("asked", 4));
  }

  @Test
  void twoAddressesOfAFeedAreOneFeedForTheOriginTheEntriesAndTheReaders() throws Exception {
    publishAtBoth(2);
    get(edge("/one"), "gzip");
    get(edge("/one/"), "gzip");
    var topics = up.kafka().topics();
    await()
        .atMost(PATIENCE)
        .until(() -> EntriesLog.read(up.kafka(), topics.feedAliases).size() == 1);
    assertThat(run("status"))
        .containsPattern(origin.url("/one/") + " +" + origin.url("/one") + " ");
    long asked = origin.requests("/one/");

    publishAtBoth(4);
    run("ping", origin.url("/one"));

    for (String path : List.of("/one", "/one/")) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(get(edge(path), "identity").body()).isEqualTo(Rss.feed("one", 4)));
    }
    assertThat(origin.requests("/one/")).isEqualTo(asked);
    assertThat(
            EntriesLog.read(up.kafka(), topics.entries).stream()
                .filter(change -> change.getEntry().getTitle().matches("one entry [34]"))
                .map(EntryChange::getFeedUrl))
        .containsExactly(origin.url("/one"), origin.url("/one"));
    assertThat(run("subscriptions")).containsOnlyOnce(origin.url("/one/"));
  }

  private void publishAtBoth(int entries) {
    origin.publish("/one", Rss.feed("one", entries), "application/rss+xml");
    origin.publish("/one/", Rss.feed("one", entries), "application/rss+xml");
  }

  private void publish(Map<Integer, Integer> latest, int feed, int entries) {
    latest.put(feed, entries);
    origin.publish(path(feed), Rss.feed("f" + feed, entries), "application/rss+xml");
  }

  private void subscribeWithOpml() throws Exception {
    StringBuilder outlines = new StringBuilder();
    for (int feed = 0; feed < FEEDS; feed++) {
      outlines.append("<outline type=\"rss\" xmlUrl=\"" + url(feed) + "\"/>\n");
    }
    Path opml = folder.resolve("feeds.opml");
    Files.writeString(opml, "<opml version=\"2.0\"><head/><body>" + outlines + "</body></opml>");
    run("subscribe", opml.toString());
  }

  private void awaitSpooled(Map<Integer, Integer> latest) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (Map.Entry<Integer, Integer> feed : latest.entrySet()) {
                byte[] published = Rss.feed("f" + feed.getKey(), feed.getValue());
                Path file =
                    folder.resolve(
                        "data/spool/http/"
                            + URI.create(url(feed.getKey())).getAuthority()
                            + path(feed.getKey())
                            + ".gz");
                assertThat(file).exists();
                assertThat(unzipped(Files.readAllBytes(file))).isEqualTo(published);
              }
            });
    latest.forEach(
        (feed, entries) ->
            assertThat(get(edge(path(feed)), "identity").body())
                .isEqualTo(Rss.feed("f" + feed, entries)));
  }

  private void assertEntriesExactlyOnce(Map<Integer, Integer> latest) {
    Topics topics = up.kafka().topics();
    Map<String, Integer> seen = new HashMap<>();
    for (EntryChange change : EntriesLog.read(up.kafka(), topics.entries)) {
      seen.merge(change.getFeedUrl() + " " + change.getEntry().getId(), 1, Integer::sum);
    }
    Map<String, Integer> expected = new HashMap<>();
    latest.forEach(
        (feed, entries) ->
            IntStream.rangeClosed(1, entries)
                .forEach(n -> expected.put(url(feed) + " f" + feed + "-" + n, 1)));
    assertThat(seen).isEqualTo(expected);
  }

  private boolean subscribed(String path) {
    return EntriesLog.read(up.kafka(), up.kafka().topics().subscriptions).stream()
        .anyMatch(subscription -> subscription.getFeedUrl().equals(origin.url(path)));
  }

  /** Runs a command that works, and gives what it says. */
  private String run(String... command) {
    String[] all = List.of(command).toArray(new String[command.length + 2]);
    all[command.length] = "--bootstrap-servers";
    all[command.length + 1] = up.kafka().bootstrapServers();
    StringWriter said = new StringWriter();
    var line = Main.commandLine(Map.of()).setOut(new PrintWriter(said, true));
    assertThat(line.execute(all)).isZero();
    return said.toString();
  }

  private String url(int feed) {
    return origin.url(path(feed));
  }

  private static String path(int feed) {
    return "/blogs/" + feed + "/feed.xml";
  }

  private String edge(String path) {
    return "http://127.0.0.1:" + up.edgePort() + "/" + origin.url(path).replace("://", "/");
  }

  private HttpResponse<byte[]> get(String url, String encoding) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url)).header("Accept-Encoding", encoding).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (Exception e) {
      throw new AssertionError("no answer from " + url, e);
    }
  }

  private static byte[] unzipped(byte[] gzipped) throws Exception {
    return Bodies.readBounded(new GZIPInputStream(new ByteArrayInputStream(gzipped)), 100_000_000);
  }
}
