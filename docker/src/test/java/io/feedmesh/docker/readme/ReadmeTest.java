package io.feedmesh.docker.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.system.Rss;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that the README tells people to type works. Each line is run as it stands, but for
 * names and ports of this machine in place of those in it. It takes longest: in a package of this
 * name it begins early.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the README's lines are for a shell")
class ReadmeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String FEED = "https://example.org/feed.xml";
  private static final List<String> ROLES = List.of("receiver", "fetcher", "streams", "edge");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** Tries one line. */
  @FunctionalInterface
  private interface Trial {
    void run(String line) throws Exception;
  }

  @TempDir Path folder;
  private final FeedOrigin origin = new FeedOrigin();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, Trial> trials = new LinkedHashMap<>();
  private final List<ReadmeShell.Running> roles = new ArrayList<>();
  private ReadmeShell shell;
  private String edge;
  private String receiver;
  private String api;
  private String kafka;
  private int entries = 2;
  private int others = 1;

  @BeforeEach
  void open() throws Exception {
    shell = new ReadmeShell(folder);
    for (String port :
        List.of(
            "port",
            "receiver-port",
            "api-port",
            "broker-port",
            "fetcher-http-port",
            "streams-http-port")) {
      shell.set(port, "0");
    }
    shell.set("partitions", "1");
    shell.set("allow-private-origins", "true");
    shell.set("state", folder.resolve("state").toString());
    shell.set("spool", folder.resolve("spool").toString());
    publish();
    origin.publish("/other.xml", Rss.feed("other", 1), "application/rss+xml");
    Files.writeString(
        shell.file("my.opml"),
        "<opml version='2.0'><body><outline xmlUrl='"
            + origin.url("/other.xml")
            + "'/></body></opml>");
    Files.write(shell.file("feed.xml"), Rss.feed("readme", entries));
    know();
  }

  @AfterEach
  void close() {
    shell.close();
    origin.close();
  }

  /** In an order in which each finds what it needs. */
  private void know() {
    trials.put("./feedmesh up --demo", this::demo);
    trials.put("./feedmesh up --callback-url https://push.example.org", this::starts);
    trials.put("./feedmesh up", this::up);
    trials.put(
        "./feedmesh topics create --bootstrap-servers kafka1:9092 --replication 3", shell::run);
    says("./feedmesh topics check --bootstrap-servers kafka1:9092", "");
    says("./feedmesh topics describe", "feedmesh.changes");
    says("./feedmesh COMMAND --help", "Usage: feedmesh status");
    says("./feedmesh broker --help", "Usage: feedmesh broker");
    says("./feedmesh bench --help", "Usage: feedmesh bench");
    says("./feedmesh streams --help", "/subscribers/NAME");
    says("./feedmesh subscribe my.opml " + FEED, "subscribed edge to 2 feeds");
    says("./feedmesh subscriptions", origin.url("/feed.xml"));
    says("./feedmesh ping " + FEED, "pinged " + origin.url("/feed.xml"));
    trials.put("curl -i http://localhost:8080/https/example.org/feed.xml", this::feedAtTheEdge);
    trials.put("curl 'http://localhost:8081/ping?url=" + FEED + "'", this::ping);
    says(
        "./feedmesh token --push-key \"$(cat data/push.key)\" --client aggregator1"
            + " --hosts example.org > token.txt",
        "good until");
    says("./feedmesh push " + FEED + " feed.xml --token \"$(cat token.txt)\"", "taken: ");
    trials.put(
        "curl -H 'Accept: application/json' 'http://localhost:8080/changes?timeout=30'",
        this::poll);
    trials.put(
        "curl -N -H 'Accept: text/event-stream' http://localhost:8080/changes", this::stream);
    trials.put("./feedmesh replay --from 2h --to now > entries.jsonl", this::replayed);
    trials.put("./feedmesh replay --from beginning --feed " + FEED + " --follow", this::followed);
    says("./feedmesh queries", "words of the title");
    says(
        "./feedmesh subscribe --subscriber alerts --query 'entry -title:nothing' --last 10 my.opml",
        "subscribed alerts to what 'entry -title:nothing' finds in 1 feed");
    says(
        "./feedmesh subscribe --subscriber alerts --query '\"other entry\" OR kafka' --all-feeds --since 7d",
        "finds in all feeds");
    trials.put("./feedmesh replay --subscriber alerts --from beginning", this::found);
    trials.put(
        "curl -X PUT http://localhost:8082/subscribers/alerts/subscriptions -d"
            + " '{\"allFeeds\":true,\"query\":\"streaming\"}'",
        this::order);
    trials.put(
        "curl http://localhost:8082/subscribers/alerts",
        line -> await().atMost(PATIENCE).until(() -> curl(line).body().contains("streaming")));
    says("./feedmesh status --subscriber alerts", "alerts: 1 feeds, 2 queries over all feeds");
    says("./feedmesh status --feed " + FEED, "Subscribers: 1");
    says("./feedmesh unsubscribe --subscriber alerts --all", "2 queries over all feeds");
    trials.put(
        "curl -H 'Accept: application/json'"
            + " http://localhost:8080/readership/https/example.org/feed.xml",
        this::readers);
    says("./feedmesh rejects --from 1d", "");
    says("./feedmesh rejects --from 7d --retry", "");
    says("./feedmesh status", "Documents");
    spool("ls --long https://example.org/", "/feed.xml");
    spool("cat " + FEED, "readme entry 2");
    spool("verify", " 0 damaged");
    spool("export mirror.tar", "exported ");
    says("./feedmesh spool rebuild --name edge1 --spool new/spool", "new/spool: ");
    String logging =
        "./feedmesh edge --name edge1 --access-log access.log --access-log-format json";
    trials.put(logging, here -> alone(here + " --spool logged"));
    String watching = "./feedmesh spool watch-log access.log --name edge1";
    trials.put(watching, here -> alone(here + " --spool watched"));
    says("./feedmesh unsubscribe " + FEED, "unsubscribed edge from 1 feed");
    for (String role : ROLES) {
      String name = role.equals("edge") ? " --name edge1" : "";
      trials.put("./feedmesh " + role + " --bootstrap-servers kafka1:9092" + name, this::role);
    }
    for (String bench :
        List.of("pipeline", "fetch", "parse", "dedupe", "queries", "edge", "politeness")) {
      trials.put("./feedmesh bench " + bench, this::bench);
    }
  }

  private void says(String line, String expected) {
    trials.put(line, here -> assertThat(shell.run(here)).as(line).contains(expected));
  }

  /** At the spool of what {@code up} runs. */
  private void spool(String arguments, String expected) {
    String line = "./feedmesh spool " + arguments;
    trials.put(
        line,
        here -> assertThat(shell.run(here + " --spool data/spool")).as(line).contains(expected));
  }

  @Test
  void everyCommandInItIsKnownAndWorks() throws Exception {
    assertThat(ReadmeCommands.read())
        .as("commands of the README; a new one needs a trial here")
        .containsExactlyInAnyOrderElementsOf(trials.keySet());

    for (Map.Entry<String, Trial> trial : trials.entrySet()) {
      trial.getValue().run(here(trial.getKey()));
    }
  }

  /** The line with what it means on this machine. */
  private String here(String line) {
    String feed = origin.url("/feed.xml");
    return line.replace("/https/example.org/feed.xml", "/" + feed.replace("://", "/"))
        .replace(FEED, feed)
        .replace("ls --long https://example.org/", "ls --long " + origin.url("/"))
        .replace("rebuild --name edge1", "rebuild --name edge")
        .replace("http://localhost:8080", String.valueOf(edge))
        .replace("http://localhost:8081", String.valueOf(receiver))
        .replace("http://localhost:8082", String.valueOf(api))
        .replace("--hosts example.org", "--hosts 127.0.0.1")
        .replace("kafka1:9092", String.valueOf(kafka))
        .replace("--replication 3", "--replication 1")
        .replace("COMMAND", "status");
  }

  private void demo(String line) throws Exception {
    ReadmeShell.Running up = shell.start(line);
    String said = up.awaitOutput("Stop:");

    assertThat(said).contains("12 simulated feeds");
    assertThat(get(found("http://localhost:\\d+/", said)).body()).contains("<html");
    up.stop();
    assertThat(shell.file("data")).isDirectory();
  }

  private void starts(String line) throws Exception {
    ReadmeShell.Running up = shell.start(line);
    up.awaitOutput("Stop:");
    up.stop();
  }

  private void up(String line) {
    String said = shell.start(line).awaitOutput("Stop:");
    edge = found("http://localhost:\\d+(?=/\\s)", said);
    receiver = found("http://localhost:\\d+(?=/ping)", said);
    shell.set("receiver", receiver);
    api = found("http://localhost:\\d+(?=/subscribers)", said);
    shell.set("streams", api);
    kafka = found("(?<=Kafka)\\s+\\S+", said).strip();
    shell.set("bootstrap-servers", kafka);
  }

  private void feedAtTheEdge(String line) throws Exception {
    HttpResponse<String> answer = curl(line);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("readme entry 2");
    String latest = "curl -H 'Accept: application/json' '" + edge + "/changes?last=9&timeout=0'";
    await().atMost(PATIENCE).until(() -> curl(latest).body().contains("readme entry 2"));
  }

  private void ping(String line) throws Exception {
    HttpResponse<String> answer = curl(line);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("Thanks for the ping");
  }

  private void stream(String line) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(request(line), HttpResponse.BodyHandlers.ofInputStream());
    CompletableFuture<String> event =
        CompletableFuture.supplyAsync(() -> firstEntry(answer.body()));

    tellOfANewEntry();

    assertThat(event.get(60, TimeUnit.SECONDS)).contains("readme entry " + entries);
  }

  private static String firstEntry(InputStream events) {
    try (var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
      return lines.lines().filter(l -> l.contains("readme entry")).findFirst().orElse("none");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void poll(String line) throws Exception {
    CompletableFuture<HttpResponse<String>> answer;
    do { // the entries of a feed that was subscribed to before may still be on their way
      var waiting = client.sendAsync(request(line), HttpResponse.BodyHandlers.ofString());
      await().atMost(PATIENCE).until(() -> waiting.isDone() || waitsAtTheEdge());
      answer = waiting;
    } while (answer.isDone());

    tellOfANewEntry();

    assertThat(answer.get(60, TimeUnit.SECONDS).body()).contains("readme entry " + entries, "next");
  }

  private boolean waitsAtTheEdge() throws Exception {
    return get(edge + "/metrics").body().contains("feedmesh_live_clients 1.0");
  }

  /** What is told before the views know of a query is not found by it: so there is more. */
  private void found(String line) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              others++;
              origin.publish("/other.xml", Rss.feed("other", others), "application/rss+xml");
              get(receiver + "/ping?url=" + origin.url("/other.xml"));
              String said = shell.run(line);
              return said.contains("-title:nothing") && said.contains("OR kafka");
            });
  }

  private void order(String line) throws Exception {
    HttpResponse<String> answer = curl(line);

    assertThat(answer.body()).contains("\"subscribed\" : 1");
  }

  /** The edge tells its counts each minute. */
  private void readers(String line) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> curl(line).body().contains("requests"));
  }

  private void replayed(String line) throws Exception {
    shell.run(line);

    assertThat(Files.readAllLines(shell.file("entries.jsonl")))
        .filteredOn(entry -> entry.contains("\"readme entry "))
        .hasSize(entries);
  }

  private void followed(String line) throws Exception {
    ReadmeShell.Running replay = shell.start(line);
    replay.awaitOutput("readme entry " + entries);
    tellOfANewEntry();
    replay.awaitOutput("readme entry " + entries);

    replay.stop();

    assertThat(replay.output()).doesNotContain("other entry").contains("replayed " + entries);
  }

  /** They start together, which takes no longer than one of them. */
  private void role(String line) throws Exception {
    roles.add(shell.start(line));
    if (roles.size() < ROLES.size()) {
      return;
    }
    for (ReadmeShell.Running role : roles) {
      String health = found("http://localhost:\\d+/health", role.awaitOutput("/health"));
      assertThat(get(health).body()).as(role.line()).isEqualTo("ok\n");
    }
    for (ReadmeShell.Running role : roles) {
      role.stop();
    }
  }

  /** A role that works, and stops when asked. */
  private void alone(String line) throws Exception {
    ReadmeShell.Running role = shell.start(line);
    String health = found("http://localhost:\\d+/health", role.awaitOutput("/health"));
    assertThat(get(health).body()).as(line).isEqualTo("ok\n");
    role.stop();
  }

  /** That it begins; to its end, small, it goes in its own test. */
  private void bench(String line) throws Exception {
    ReadmeShell.Running bench = shell.start(line);
    bench.awaitOutput(line.substring("./feedmesh ".length()) + ": ");
    bench.stop();
  }

  private void publish() {
    origin.publish("/feed.xml", Rss.feed("readme", entries), "application/rss+xml");
  }

  private void tellOfANewEntry() throws Exception {
    entries++;
    publish();
    get(receiver + "/ping?url=" + origin.url("/feed.xml"));
  }

  /** The few options of curl that the README uses; any other is an error here. */
  private HttpRequest request(String line) {
    List<String> words = new ArrayList<>();
    WORD.matcher(line)
        .results()
        .forEach(word -> words.add(word.group(1) == null ? word.group(2) : word.group(1)));
    HttpRequest.Builder request = HttpRequest.newBuilder().timeout(PATIENCE);
    String method = "GET";
    String body = "";
    for (int i = 1; i < words.size(); i++) {
      switch (words.get(i)) {
        case "-i", "-N" -> {}
        case "-X" -> method = words.get(++i);
        case "-d" -> body = words.get(++i);
        case "-H" -> {
          String[] field = words.get(++i).split(": ", 2);
          request.header(field[0], field[1]);
        }
        default -> request.uri(URI.create(words.get(i)));
      }
    }
    return request.method(method, HttpRequest.BodyPublishers.ofString(body)).build();
  }

  private HttpResponse<String> curl(String line) throws Exception {
    return client.send(request(line), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String url) throws Exception {
    return curl("curl " + url);
  }

  private static String found(String pattern, String said) {
    Matcher matcher = Pattern.compile(pattern).matcher(said);
    assertThat(matcher.find()).as("%s in %s", pattern, said).isTrue();
    return matcher.group();
  }
}
