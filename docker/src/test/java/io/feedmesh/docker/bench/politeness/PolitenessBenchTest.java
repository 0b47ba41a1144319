package io.feedmesh.docker.bench.politeness;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.bench.politeness.script.Pace;
import io.feedmesh.docker.bench.politeness.script.Score.Verdict;
import io.feedmesh.docker.command.Cli;
import io.feedmesh.docker.process.Lifetime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PolitenessBenchTest {
  private static final Pace PACE =
      new Pace(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ZERO,
          Duration.ofMinutes(1));

  @TempDir private Path folder;

  @Test
  void ourOwnFetcherKeepsEveryRule() throws Exception {
    ScoreSheet sheet;
    try (Lifetime lifetime = new Lifetime()) {
      sheet = new PolitenessBench(lifetime, Duration.ofSeconds(45), step -> {}).own(folder);
    }

    assertThat(sheet.scores())
        .allSatisfy(
            (rule, score) -> assertThat(score.verdict()).as("%s", score).isEqualTo(Verdict.KEPT));
  }

  @Test
  void aRudeFetcherBreaksWhatItCan() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin(Place.PROXY, PACE, 0)) {
      HttpClient rude =
          HttpClient.newBuilder()
              .proxy(
                  ProxySelector.of(
                      new InetSocketAddress(InetAddress.getLoopbackAddress(), origin.port())))
              .followRedirects(HttpClient.Redirect.ALWAYS)
              .build();
      List<String> feeds = origin.feeds().stream().filter(feed -> !feed.contains("-body")).toList();
      for (int round = 0; round < 6; round++) {
        for (String feed : feeds) {
          get(rude, feed);
        }
      }

      Map<String, Verdict> verdicts = verdicts(origin, Place.PROXY);

      assertThat(verdicts.entrySet())
          .filteredOn(verdict -> verdict.getValue() == Verdict.BROKEN)
          .extracting(Map.Entry::getKey)
          .contains(
              "control",
              "429-seconds",
              "429-date",
              "503-seconds",
              "503-date",
              "accept",
              "max-age",
              "gone",
              "burst",
              "odd-validators",
              "weak-validators",
              "coding-gzip",
              "coding-br",
              "redirect-private")
          .doesNotContain("moved", "moved-flapping", "lying-304", "slow-body", "rebinding");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void hostsCanBeToldApartByLoopbackAddresses() throws Exception {
    try (ScriptedOrigin origin = new ScriptedOrigin(Place.LOOPBACK, PACE, 0)) {
      HttpClient client = HttpClient.newHttpClient();

      assertThat(get(client, origin.feeds("control").get(0)).statusCode()).isEqualTo(200);
      assertThat(get(client, origin.feeds("moved").get(0)).headers().firstValue("Location"))
          .contains(origin.feeds("moved").get(0).replace("/feed.xml", "/new.xml"));
      assertThat(origin.host("control").visits()).hasSize(1);
      assertThat(verdicts(origin, Place.LOOPBACK))
          .containsEntry("redirect-private", Verdict.NOT_SEEN);
    }
  }

  @Test
  void theOriginAloneWritesItsFeedListAndScoresWhatItSaw() throws IOException {
    Path opml = folder.resolve("suite.opml");

    Cli.Result result =
        Cli.run(
            Main.commandLine(Map.of()),
            "bench",
            "politeness",
            "--origin-only",
            "--port=0",
            "--for=1s",
            "--opml=" + opml);

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.err()).contains("http_proxy=http://127.0.0.1:");
    assertThat(result.out()).contains("score: 0 of 26 rules kept, 0 broken, 26 not seen");
    assertThat(Files.readString(opml))
        .contains("xmlUrl=\"http://control.politeness.test/feed.xml\"")
        .contains("xmlUrl=\"http://burst.politeness.test/49.xml\"");
  }

  @Test
  void nonsenseIsAnErrorOfWhoTypedIt() {
    assertThat(Cli.run(Main.commandLine(Map.of()), "bench", "politeness", "--for=10ms").exit())
        .isEqualTo(2);
  }

  private static Map<String, Verdict> verdicts(ScriptedOrigin origin, Place place) {
    ScoreSheet sheet = ScoreSheet.of(origin, place, PACE, Instant.now());
    Map<String, Verdict> verdicts = new java.util.TreeMap<>();
    sheet.scores().forEach((name, score) -> verdicts.put(name, score.verdict()));
    return verdicts;
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }
}
