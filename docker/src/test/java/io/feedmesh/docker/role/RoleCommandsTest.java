package io.feedmesh.docker.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import io.feedmesh.schemas.http.FreePorts;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import io.feedmesh.schemas.testing.TestKeys;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleCommandsTest {
  private static final Pattern HEALTH = Pattern.compile("http://localhost:\\d+/health");

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receiver --port 0",
        "fetcher --http-port 0",
        "streams readership schedule --http-port 0 --state {}/state",
        "edge --port 0 --spool {}/spool --name edge1 --readership-key 0123456789abcdef",
        "spool watch-log {}/access.log --port 0 --spool {}/other --name edge2",
        "publishers --port 0 --http-port 0 --data {}/publishers --subscribers edge1,edge2"
      })
  void eachRoleWorksAgainstAClusterTellsItsHealthAndStopsWhenAsked(String command)
      throws Exception {
    KafkaSettings kafka = TestBroker.shared().withTopics(1);
    try (RunningCommand role = new RunningCommand(args(command, kafka))) {
      Matcher health = HEALTH.matcher(role.awaitOutput("/health"));

      assertThat(health.find()).isTrue();
      assertThat(get(health.group())).isEqualTo("ok\n");
      assertThat(get(health.group().replace("/health", "/metrics"))).contains("jvm_memory");
      assertThat(role.stop()).isZero();
    }
  }

  @Test
  void anEdgeServesWhatItHasWhereNoClusterAnswers() throws Exception {
    try (RunningCommand edge =
        new RunningCommand(
            "edge",
            "--port",
            "0",
            "--spool",
            temp.resolve("spool").toString(),
            "--bootstrap-servers",
            "127.0.0.1:1")) {
      Matcher health = HEALTH.matcher(edge.awaitOutput("/health"));
      assertThat(health.find()).isTrue();
      assertThat(get(health.group())).isEqualTo("ok\n");

      edge.awaitOutput("no Kafka cluster answers at 127.0.0.1:1: going on with what is here");
      assertThat(edge.stop()).isZero();
    }
  }

  @Test
  void anEdgeServesHttpsToo() throws Exception {
    int port = FreePorts.any();
    Path keys = TestKeys.selfSigned(temp);
    String command =
        "edge --port 0 --tls-port %d --tls-keystore %s --spool %s --bootstrap-servers 127.0.0.1:1"
            .formatted(port, keys, temp.resolve("spool"));
    try (RunningCommand edge =
        new RunningCommand(
            Map.of("FEEDMESH_TLS_PASSWORD", TestKeys.PASSWORD), command.split(" "))) {
      edge.awaitOutput("/health");
      HttpClient client = HttpClient.newBuilder().sslContext(TestKeys.trusting(keys)).build();
      URI uri = URI.create("https://127.0.0.1:" + port + "/health");

      HttpResponse<String> got =
          client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

      assertThat(got.body()).isEqualTo("ok\n");
      assertThat(got.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(edge.stop()).isZero();
    }
  }

  @Test
  void aKeystoreThatIsNoneIsSaidClearly() throws Exception {
    Path none = temp.resolve("none.p12");
    Path broken = Files.writeString(temp.resolve("broken.p12"), "no keys");

    String edge = "edge --port 0 --spool " + temp.resolve("spool") + " --tls-keystore ";
    Cli.Result missing = run((edge + none).split(" "));
    Cli.Result other = run((edge + broken).split(" "));

    assertThat(missing.exit()).isEqualTo(2);
    assertThat(missing.err().lines().toList().get(0))
        .contains(none + " cannot be read")
        .contains("openssl pkcs12");
    assertThat(other.exit()).isEqualTo(2);
    assertThat(other.err().lines().toList().get(0)).contains(broken + " is none, or the password");
  }

  @Test
  void rulesOfAgesThatAreNoneAreOneClearLine() throws Exception {
    Path rules = Files.writeString(temp.resolve("expire"), "# ages\n* 1h 2d\n");

    Cli.Result result = run("edge", "--expire", rules.toString());

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err())
        .contains("--expire " + rules + ": line 2: expected 'PATTERN MIN DEFAULT MAX'");
    assertThat(result.err().lines()).hasSize(1);
  }

  @Test
  void theBrokerCommandRunsABroker() throws Exception {
    try (RunningCommand broker =
        new RunningCommand(
            "broker",
            "--data",
            temp.resolve("broker").toString(),
            "--broker-port",
            "0",
            "--http-port",
            "0")) {
      String said = broker.awaitOutput("broker at ");
      String address = said.substring("broker at ".length(), said.indexOf(','));

      Cli.Result fetcher = run("fetcher", "--http-port", "0", "--bootstrap-servers", address);

      assertThat(fetcher.exit()).isEqualTo(1);
      assertThat(fetcher.err()).contains("lacks the topic").contains("topics create");
      assertThat(broker.stop()).isZero();
    }
  }

  @Test
  void saysWhatToDoWhereNoClusterAnswers() throws Exception {
    Cli.Result result = run("fetcher", "--bootstrap-servers", "127.0.0.1:1");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("cannot reach").contains("--bootstrap-servers");
  }

  @Test
  void aTakenPortIsOneLineAndTheProcessEnds() throws Exception {
    KafkaSettings kafka = TestBroker.shared().withTopics(1);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Cli.Result result = run(args("receiver --port " + taken.getLocalPort(), kafka));

      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err().lines()).hasSize(1);
      assertThat(result.err()).contains("port " + taken.getLocalPort() + " is in use");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "streams nonsense",
        "streams --threads 0",
        "streams --min-interval 2h --default-interval 1h",
        "fetcher --in-flight 0",
        "fetcher --max-document none",
        "edge --name /",
        "edge --allow-clients nowhere",
        "edge --readership-key short",
        "edge --access-log-format apache",
        "edge --spool-size 0",
        "spool watch-log",
        "spool watch-log a --format apache",
        "edge --max-connections 0",
        "edge --shared-clients nowhere",
        "edge --max-header 1",
        "edge --answer-rate 2GB",
        "edge --request-deadline 1ms",
        "edge --max-misses-per-host 0",
        "receiver --port 70000",
        "broker --broker-port -1",
        "broker --quorum-voters kafka1:9093",
        "broker --node-id 4 --quorum-voters 1@kafka1:9093",
        "broker --broker-property retention",
        "publishers --blogs 0",
        "up --partitions 0"
      })
  void nonsenseIsOneClearLineAndExitCode2(String command) throws Exception {
    Cli.Result result = run(command.split(" "));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("feedmesh: ").doesNotContain("Exception");
    assertThat(result.err().lines()).hasSize(2);
  }

  private String[] args(String command, KafkaSettings kafka) {
    List<String> args = new ArrayList<>(List.of(command.replace("{}", temp.toString()).split(" ")));
    args.addAll(List.of("--bootstrap-servers", kafka.bootstrapServers()));
    args.addAll(List.of("--topic-prefix", kafka.topicSettings().prefix()));
    return args.toArray(String[]::new);
  }

  private static Cli.Result run(String... args) {
    return Cli.run(Main.commandLine(Map.of()), args);
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
