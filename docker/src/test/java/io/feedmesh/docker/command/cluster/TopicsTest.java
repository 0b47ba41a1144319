package io.feedmesh.docker.command.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.docker.command.Shell;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TopicsTest {
  @Test
  void createsWhatIsMissingAndThenFindsItThere() {
    Shell shell = Shell.withoutTopics();
    String prefix = shell.kafka().topicSettings().prefix();
    int all = shell.kafka().topics().all().size();
    Result first = shell.run("topics", "create", "--replication=1");
    assertThat(first.exit()).isZero();
    assertThat(first.out().lines())
        .hasSize(all)
        .contains("created " + prefix + "entries")
        .allMatch(line -> line.startsWith("created "));
    assertThat(shell.run("topics", "create").out())
        .isEqualTo(all + " of " + all + " topics were there\n");
    assertThat(shell.run("topics", "check"))
        .isEqualTo(new Result(0, "all " + all + " topics are as the catalogue says\n", ""));
  }

  @Test
  void checkListsTheDifferences() throws Exception {
    Shell shell = Shell.withTopics();
    String pings = shell.kafka().topics().pings.name();
    try (Admin admin = shell.kafka().admin()) {
      admin.deleteTopics(List.of(pings)).all().get(10, TimeUnit.SECONDS);
    }
    Result result = shell.run("topics", "check");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains(pings + "  topic  present   missing");
    assertThat(result.err()).isEqualTo("feedmesh: 1 differences from the catalogue\n");
  }

  @Test
  void describesEachTopic() {
    Shell shell = Shell.withTopics();
    shell.run("ping", "a.example");
    String pings = shell.kafka().topics().pings.name();
    Result result = shell.run("topics", "describe");
    assertThat(result.exit()).isZero();
    assertThat(result.out().lines().filter(line -> line.startsWith(pings + " ")))
        .singleElement()
        .asString()
        .matches(".* host +Ping +delete +1d +2 +1  somebody says that a feed changed");
  }

  @Test
  void describesTheCatalogueWhereTopicsAreMissing() {
    assertThat(Shell.withoutTopics().run("topics", "describe").out())
        .contains("missing", "Subscription", "compact", "for ever");
  }

  @Test
  void refusesAReplicationOfNone() {
    Result result = Shell.withoutTopics().run("topics", "create", "--replication=0");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("feedmesh: --replication: expected 1 or more, found 0\n");
  }
}
