package io.feedmesh.docker.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.testing.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushAndTokenTest {
  private static final String KEY = "a key for tests, long enough";
  private static final String FEED = "https://b.example/feed";

  @TempDir Path temp;

  @Test
  void aTokenLetsItsClientPushDocumentsUntilItIsRefused() throws Exception {
    KafkaSettings kafka = TestBroker.shared().withTopics(1);
    Path document = Files.writeString(temp.resolve("feed.xml"), "<rss/>");
    try (RunningCommand receiver =
        new RunningCommand(
            "receiver",
            "--port",
            "0",
            "--push-key",
            KEY,
            "--refuse-clients",
            "former,other",
            "--bootstrap-servers",
            kafka.bootstrapServers(),
            "--topic-prefix",
            kafka.topicSettings().prefix())) {
      Matcher base =
          Pattern.compile("http://localhost:\\d+").matcher(receiver.awaitOutput("/health"));
      assertThat(base.find()).isTrue();

      Cli.Result trusted = push(base.group(), document, token("agg", "b.example"));
      Cli.Result untrusted = push(base.group(), document, token("agg", "c.example"));
      Cli.Result former = push(base.group(), document, token("former", "*"));
      Cli.Result nobody = push(base.group(), document, "nonsense");

      assertThat(trusted.out()).contains("taken: 6 bytes of " + FEED);
      assertThat(untrusted.out()).contains("pinged: agg is not trusted for b.example");
      assertThat(former.exit()).isEqualTo(1);
      assertThat(former.err()).contains("403", "former");
      assertThat(nobody.err()).contains("401");
    }
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(run("token", "--client", "agg", "--hosts", "*").err()).contains("--push-key");
    assertThat(run("token", "--client", "agg", "--hosts", "*", "--push-key", "short").err())
        .contains("16 characters")
        .doesNotContain("short");
    assertThat(run("token", "--client", "agg", "--push-key", KEY).err()).contains("hosts");
    assertThat(run("token", "--client", "a b", "--hosts", "*", "--push-key", KEY).exit())
        .isEqualTo(2);
    Cli.Result away = push("http://localhost:1", temp.resolve("none"), "x");
    assertThat(away.exit()).isEqualTo(1);
    assertThat(away.err()).contains("none", "cannot be read");
    assertThat(push("http://localhost:1", Path.of("pom.xml"), "x").err())
        .contains("no receiver answers at http://localhost:1");
  }

  private static String token(String client, String hosts) {
    Cli.Result made = run("token", "--client", client, "--hosts", hosts, "--push-key", KEY);
    assertThat(made.exit()).isZero();
    assertThat(made.err()).contains("good until", hosts);
    return made.out().strip();
  }

  private static Cli.Result push(String receiver, Path file, String token) {
    return run("push", FEED, file.toString(), "--token", token, "--receiver", receiver);
  }

  private static Cli.Result run(String... args) {
    return Cli.run(Main.commandLine(Map.of()), args);
  }
}
