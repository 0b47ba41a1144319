package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class CommandTest {
  @Command(name = "do")
  static final class Do implements Runnable {
    @Mixin private CommonOptions options;

    @Option(names = "--every", description = "a duration")
    private Duration every;

    private final RuntimeException failure;

    Do(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public void run() {
      if (failure != null) {
        throw failure;
      }
      options.checked(
          () -> {
            if (every.isZero()) {
              throw new IllegalArgumentException("every: expected more than 0s");
            }
            return every;
          });
    }
  }

  private static Cli.Result run(RuntimeException failure, String... args) {
    return Cli.run(new Do(failure), Map.of(), args);
  }

  @Test
  void aFailureIsOneLineAndExitCodeOne() {
    Cli.Result result = run(new CommandException("no such thing", new IOException("x")), "do");
    assertThat(result).isEqualTo(new Cli.Result(1, "", "feedmesh: no such thing\n"));
  }

  @Test
  void verboseShowsWhereItHappened() {
    Cli.Result result = run(new CommandException("no", new IOException("disk")), "do", "--verbose");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).startsWith("feedmesh: no\n").contains("Caused by", "disk", "at io.");
  }

  @Test
  void anUnexpectedFailureNamesItsTypeAndHowToSeeMore() {
    assertThat(run(new TimeoutException("late\nvery"), "do").err())
        .isEqualTo("feedmesh: TimeoutException: late (--verbose shows more)\n");
    assertThat(run(new NullPointerException(), "do").err())
        .isEqualTo("feedmesh: unexpected NullPointerException (--verbose shows more)\n");
  }

  @Test
  void whatAConstructorRefusesIsAnErrorOfWhoTypedIt() {
    Cli.Result result = run(null, "do", "--every=0s");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("feedmesh: every: expected more than 0s\nTry 'feedmesh do --help'\n");
  }

  @Test
  void anUnknownOptionIsNamedWithOnesLikeIt() {
    Cli.Result result = run(null, "do", "--evry=1s");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("feedmesh: Unknown option: '--evry=1s'\n")
        .contains("--every")
        .endsWith("Try 'feedmesh do --help'\n")
        .doesNotContain("\tat ");
  }

  @Test
  void aDurationThatIsNoneSaysWhatWouldBe() {
    assertThat(run(null, "do", "--every=soon").err())
        .contains("--every")
        .contains("expected a duration such as 30d, 12h, 5m, 10s, 100ms or PT5M, found 'soon'");
  }
}
