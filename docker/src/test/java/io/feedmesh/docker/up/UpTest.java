package io.feedmesh.docker.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.broker.FolderInUseException;
import io.feedmesh.docker.broker.FolderLock;
import io.feedmesh.docker.process.StoppedException;
import io.feedmesh.docker.role.RunningCommand;
import io.feedmesh.schemas.http.PortInUseException;
import io.feedmesh.streams.schedule.ScheduleConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path temp;

  @Test
  void theDemoShowsItsFeedsStopsWhenAskedAndGoesOnWhereItWas() throws Exception {
    String[] demo = command("--demo");
    long before;
    String publishers;
    try (RunningCommand up = new RunningCommand(demo)) {
      String said = up.awaitOutput("Stop:");
      assertThat(said).contains("12 simulated feeds");
      await().atMost(PATIENCE).until(() -> spooled() == 12);
      assertThat(get(port(said) + "/health")).isEqualTo("ok\n");
      publishers = hosts();
      assertThat(up.stop()).isZero();
      before = spooled();
    }
    try (RunningCommand up = new RunningCommand(demo)) {
      up.awaitOutput("Stop:");
      assertThat(spooled()).isEqualTo(before);
      assertThat(hosts()).isEqualTo(publishers);
      assertThat(up.stop()).isZero();
    }
  }

  @Test
  void aDataFolderInUseIsOneLineAndTheOtherProcessGoesOn() throws Exception {
    try (UpApp first = new UpApp(UpConfig.local(temp.resolve("data")))) {
      first.start(step -> {});

      RunningCommand second = new RunningCommand(command());

      assertThat(second.awaitExit()).isEqualTo(1);
      assertThat(second.err().lines()).hasSize(1);
      assertThat(second.err()).contains(temp.resolve("data").toString()).contains("--data");
      assertThat(get("http://localhost:" + first.edgePort() + "/health")).isEqualTo("ok\n");
      assertThatThrownBy(() -> new UpApp(UpConfig.local(temp.resolve("data"))).start(s -> {}))
          .isInstanceOf(FolderInUseException.class);
    }
  }

  @Test
  void aTakenPortIsNamedWithItsOptionAndNothingIsLeftRunning() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertRefused(
          new UpConfig(temp, port, 0, 0, 0, 1, true, demo(), false, null, "", null, false),
          "--port");
      assertRefused(
          new UpConfig(temp, 0, port, 0, 0, 1, true, demo(), false, null, "", null, false),
          "--receiver-port");
      assertRefused(
          new UpConfig(temp, 0, 0, 0, port, 1, true, demo(), false, null, "", null, false),
          "--broker-port");
    }
    try (UpApp afterwards = new UpApp(UpConfig.local(temp))) {
      afterwards.start(step -> {});
    }
  }

  @Test
  void aFolderOfDemoFeedsThatIsMissingIsOneLine() throws Exception {
    RunningCommand up = new RunningCommand(command("--demo-feeds", "/nowhere"));

    assertThat(up.awaitExit()).isEqualTo(2);
    assertThat(up.err()).contains("/nowhere").doesNotContain("Exception");
    assertThat(temp.resolve("data")).doesNotExist();
  }

  @Test
  void aFolderWithoutFeedsIsOneLineAndNothingIsLeftRunning() throws Exception {
    Files.createDirectories(temp.resolve("none"));
    RunningCommand up =
        new RunningCommand(command("--demo-feeds", temp.resolve("none").toString()));

    assertThat(up.awaitExit()).isEqualTo(1);
    assertThat(up.err()).contains("none").doesNotContain("Exception");
    try (FolderLock free = FolderLock.take(temp.resolve("data"))) {
      assertThat(free).isNotNull();
    }
  }

  @Test
  void playsAFolderOfFeedsAndHistories() throws Exception {
    Path feeds = Files.createDirectories(temp.resolve("feeds/a history"));
    Files.writeString(feeds.resolve("000001.xml"), rss("one"));
    Files.writeString(feeds.resolve("000002.xml"), rss("two"));
    Files.writeString(temp.resolve("feeds/odd 100% #1.rss"), rss("odd"));
    try (RunningCommand up =
        new RunningCommand(command("--demo-feeds", temp.resolve("feeds").toString()))) {
      assertThat(up.awaitOutput("Stop:")).contains("14 simulated feeds");
      await().atMost(PATIENCE).until(() -> spooled() == 14);
      assertThat(up.stop()).isZero();
    }
  }

  private static String rss(String title) {
    return "<rss version='2.0'><channel><title>t</title><link>http://x.example/</link>"
        + "<description>d</description><item><title>"
        + title
        + "</title><link>http://x.example/"
        + title
        + "</link></item></channel></rss>";
  }

  @Test
  void stopsInTheMiddleOfStarting() {
    try (UpApp up = new UpApp(UpConfig.local(temp))) {
      assertThatThrownBy(() -> up.start(step -> Thread.currentThread().interrupt()))
          .isInstanceOf(StoppedException.class);
    }
    try (UpApp again = new UpApp(UpConfig.local(temp))) {
      again.start(step -> {});
      assertThat(again.failed()).isNotDone();
    }
  }

  private void assertRefused(UpConfig config, String option) {
    UpApp up = new UpApp(config);
    assertThatThrownBy(() -> up.start(step -> {}))
        .isInstanceOf(PortInUseException.class)
        .hasMessageContaining("with " + option);
  }

  private static ScheduleConfig demo() {
    return UpConfig.DEMO_SCHEDULE;
  }

  private String[] command(String... more) {
    Stream<String> common =
        Stream.of(
            "up",
            "--data",
            temp.resolve("data").toString(),
            "--port",
            "0",
            "--receiver-port",
            "0",
            "--broker-port",
            "0",
            "--partitions",
            "1");
    return Stream.concat(common, Stream.of(more)).toArray(String[]::new);
  }

  private long spooled() throws IOException {
    Path spool = temp.resolve("data/spool");
    if (!Files.exists(spool)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(file -> file.toString().endsWith(".gz")).count();
    }
  }

  private String hosts() throws IOException {
    try (Stream<Path> hosts = Files.list(temp.resolve("data/spool/http"))) {
      return hosts.toList().toString();
    }
  }

  private static String port(String said) {
    String url = said.substring(said.indexOf("http://localhost:"));
    return url.substring(0, url.indexOf('/', "http://".length()));
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
