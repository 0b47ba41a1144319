package io.feedmesh.docker.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.up.UpApp;
import io.feedmesh.docker.up.UpConfig;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that people read feeds with: each gets the feed, then learns that nothing changed or
 * what did, then sees the change.
 */
@Tag("readers")
class RealReadersSystemTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final FeedOrigin origin = new FeedOrigin();
  private UpApp up;
  private FeedUrl feed;

  @BeforeEach
  void start() {
    up = new UpApp(UpConfig.local(folder.resolve("data")));
    up.start(step -> {});
    feed = FeedUrl.parse(origin.url("/feed.xml"));
    publish(3);
  }

  @AfterEach
  void stop() {
    up.close();
    origin.close();
  }

  private static void require(String program) throws InterruptedException {
    boolean there;
    try {
      there = new ProcessBuilder("/bin/sh", "-c", "command -v " + program).start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    String message = "skipped: install Debian's " + program + " to see it read from an edge";
    if (!there) {
      assertThat(System.getenv("FEEDMESH_REQUIRE_READERS")).as(message).isNotEqualTo("true");
    }
    assumeTrue(there, message);
  }

  private void publish(int latest) {
    origin.publish("/feed.xml", Rss.feed("real", latest), "application/rss+xml");
  }

  private HttpResponse<String> get(String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String gateway() {
    return "http://127.0.0.1:" + up.edgePort() + "/" + feed.toString().replaceFirst("://", "/");
  }

  /** Answers of the edge so far, by result. */
  private double answers(String result) throws Exception {
    return get("http://127.0.0.1:" + up.edgePort() + "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("feedmesh_edge_requests_total{"))
        .filter(line -> line.contains("result=\"" + result + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Until the mesh vouches for the version in the spool. */
  private void awaitSpooled(int latest) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                up.spool()
                    .find(feed)
                    .filter(listed -> !listed.feed().provisional())
                    .filter(listed -> listed.feed().size() == Rss.feed("real", latest).length)
                    .isPresent());
  }

  private void change(int latest) throws Exception {
    publish(latest);
    assertThat(get("http://127.0.0.1:" + up.receiverPort() + "/ping?url=" + feed).statusCode())
        .isEqualTo(200);
    awaitSpooled(latest);
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  @Test
  void curlWithTagsThroughTheGatewayAndAsAProxy() throws Exception {
    require("curl");
    List<String> once =
        List.of("curl", "-s", "-o", "out", "--etag-save", "tag", "--etag-compare", "tag");
    List<String> command = new ArrayList<>(once);
    command.addAll(List.of("-w", "%{http_code}", gateway()));
    String[] curl = command.toArray(String[]::new);

    assertThat(run(Map.of(), curl)).isEqualTo("200");
    awaitSpooled(3);
    assertThat(run(Map.of(), curl)).isEqualTo("304");
    change(5);
    assertThat(run(Map.of(), curl)).isEqualTo("200");
    assertThat(folder.resolve("out")).hasBinaryContent(Rss.feed("real", 5));

    Map<String, String> proxy =
        Map.of("http_proxy", "http://127.0.0.1:" + up.edgePort(), "no_proxy", "");
    assertThat(run(proxy, "curl", "-s", feed.toString()).getBytes(UTF_8))
        .isEqualTo(Rss.feed("real", 5));
    assertThat(origin.requests("/feed.xml")).as("the miss, and the schedule's").isLessThan(6);
  }

  @Test
  void newsboatThroughTheProxy() throws Exception {
    require("newsboat");
    Files.writeString(folder.resolve("urls"), feed + "\n");
    Files.writeString(
        folder.resolve("config"),
        "use-proxy yes\nproxy \"127.0.0.1:" + up.edgePort() + "\"\nproxy-type http\n");
    String[] newsboat = {
      "newsboat", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload", "print-unread"
    };

    assertThat(run(Map.of("no_proxy", ""), newsboat)).contains("3 unread");
    awaitSpooled(3);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              run(Map.of("no_proxy", ""), newsboat); // asks with conditions from the third on
              return answers("not_modified") > 0;
            });
    change(5);
    assertThat(run(Map.of("no_proxy", ""), newsboat)).contains("5 unread");
  }

  @Test
  void feedparserWithItsTagsAndDeltas() throws Exception {
    require("python3");
    String script =
        """
        import feedparser, json, os, sys
        state = json.load(open('state')) if os.path.exists('state') else {}
        d = feedparser.parse(sys.argv[1], etag=state.get('etag'), modified=state.get('modified'),
                             agent=sys.argv[2] if len(sys.argv) > 2 else None)
        if d.status != 304:
            json.dump({'etag': d.get('etag'), 'modified': d.get('modified')}, open('state', 'w'))
        print(d.status, d.get('bozo'), [e.title for e in d.entries])
        """;
    Files.writeString(folder.resolve("read.py"), script);
    String[] read = {"/usr/bin/python3", "read.py", gateway(), "Planet/1.0"};

    assertThat(run(Map.of(), read)).startsWith("200 ").contains("real entry 3", "real entry 1");
    awaitSpooled(3);
    assertThat(run(Map.of(), read)).startsWith("304 ");
    change(5);
    assertThat(run(Map.of(), read))
        .as("feedparser sends A-IM: feed: only what it lacks")
        .startsWith("226 False")
        .contains("real entry 5", "real entry 4")
        .doesNotContain("real entry 3");
    String[] nameless = {"/usr/bin/python3", "read.py", gateway()};
    change(6);
    assertThat(run(Map.of(), nameless))
        .as("it may be rss2email")
        .startsWith("200 False")
        .contains("real entry 6", "real entry 3");
  }

  @Test
  void rss2emailSendsWhatIsNewOnce() throws Exception {
    require("r2e");
    Path mail = folder.resolve("mail");
    Path sendmail = folder.resolve("sendmail");
    Files.writeString(sendmail, "#!/bin/sh\ncat >> " + mail + "\n");
    assertThat(sendmail.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        folder.resolve("r2e.cfg"),
        "[DEFAULT]\nfrom = mesh@example.org\nto = reader@example.org\nemail-protocol = sendmail\n"
            + "sendmail = "
            + sendmail
            + "\n[feed.real]\nurl = "
            + gateway()
            + "\n");
    String[] r2e = {"r2e", "-c", "r2e.cfg", "-d", "r2e.json", "run"};

    run(Map.of(), r2e);
    awaitSpooled(3);
    assertThat(Files.readString(mail)).contains("real entry 1", "real entry 3");
    run(Map.of(), r2e);
    assertThat(answers("not_modified")).isGreaterThanOrEqualTo(1);
    Files.writeString(mail, "");
    change(5);
    run(Map.of(), r2e);

    assertThat(Files.readString(mail))
        .contains("real entry 4", "real entry 5")
        .doesNotContain("Subject: real entry 3");
    assertThat(answers("delta") + answers("hit")).isGreaterThanOrEqualTo(1);
  }
}
