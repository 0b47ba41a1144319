package io.feedmesh.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsCommandTest {
  @Test
  void measuresEachNumberOfSubscriptionsTheFanOutAndTheRestoring() {
    Cli.Result result =
        Cli.run(
            Main.commandLine(Map.of()),
            "bench",
            "views",
            "--subscriptions=1000,2000",
            "--changes=200",
            "--readers=300");

    assertThat(result.exit()).as(result.err()).isZero();
    assertThat(result.out())
        .containsPattern("a change for ten, of 1,000 subscriptions +\\d+\\.\\d\\d µs CPU")
        .containsPattern("a change for ten, of 2,000 subscriptions +\\d+\\.\\d\\d µs CPU")
        .containsPattern("a change for many: views +\\d+\\.\\d\\d records/s")
        .containsPattern("plain producer of the same +\\d+\\.\\d\\d records/s")
        .containsPattern("disk +\\d+\\.\\d\\d bytes/subscription")
        .containsPattern("start without the disk +\\d+\\.\\d\\d s");
  }

  @Test
  void refusesNonsense() {
    Cli.Result result = Cli.run(Main.commandLine(Map.of()), "bench", "views", "--subscriptions=5");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("subscriptions: at least 1000");
  }
}
