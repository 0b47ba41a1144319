package io.feedmesh.docker.command.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.docker.command.Shell;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PingAndReplayTest {
  @TempDir Path folder;
  private final Shell shell = Shell.withTopics();

  @Test
  void pingIsStoredBeforeItIsSaidToBe() {
    Result result = shell.run("ping", "example.org/feed");
    assertThat(result).isEqualTo(new Result(0, "pinged https://example.org/feed\n", ""));
    Ping ping =
        TopicSnapshot.values(shell.kafka(), shell.kafka().topics().pings)
            .get("https://example.org/feed");
    assertThat(ping.getSource()).isEqualTo(PingSource.CLI);
    assertThat(ping.getFeedUrl()).isEqualTo("https://example.org/feed");
    assertThat(ping.getReceivedAt()).isBefore(Instant.now().plusSeconds(1));
  }

  @Test
  void pingRefusesWhatIsNoAddress() {
    Result result = shell.run("ping", "nonsense");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("not a feed URL", "nonsense");
    assertThat(shell.run("ping").exit()).isEqualTo(2);
    assertThat(shell.run("ping", "a.example", "b.example").exit()).isEqualTo(2);
  }

  @Test
  void replayWritesAFileAndSaysHowMuch() throws IOException {
    Path file = folder.resolve("entries.jsonl");
    Result result = shell.run("replay", "--from=2h", "--output", file.toString());
    assertThat(result).isEqualTo(new Result(0, "", "replayed 0 entries\n"));
    assertThat(Files.readString(file)).isEmpty();
  }

  @Test
  void replayNeverOverwritesAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("mine.jsonl"), "precious");
    Result result = shell.run("replay", "--output", file.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("is there already");
    assertThat(file).hasContent("precious");
  }

  @Test
  void replayRefusesNonsense() {
    assertThat(shell.run("replay", "--from=soon").err()).contains("not a time", "soon");
    assertThat(shell.run("replay", "--from=now", "--to=2h").err()).contains("--to must not be");
    assertThat(shell.run("replay", "--to=now", "--follow").err()).contains("--follow");
    assertThat(shell.run("replay", "--feed=nonsense").err()).contains("not a feed URL");
    assertThat(shell.run("replay", "--from=soon").exit()).isEqualTo(2);
  }

  @Test
  void replayLeavesNoFileWhereTheTopicIsMissing() {
    Path file = folder.resolve("none.jsonl");
    Result result = Shell.withoutTopics().run("replay", "--output", file.toString());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("lacks the topic");
    assertThat(file).doesNotExist();
  }
}
