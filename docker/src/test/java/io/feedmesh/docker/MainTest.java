package io.feedmesh.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.docker.command.Cli;
import io.feedmesh.docker.command.Cli.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {
  private static Result run(String... args) {
    return Cli.run(Main.commandLine(Map.of()), args);
  }

  /** Every command that can be run, as its words; found, so that none is forgotten. */
  static Stream<List<String>> commands() {
    List<List<String>> found = new ArrayList<>();
    collect(Main.commandLine(Map.of()), List.of(), found);
    return found.stream();
  }

  private static void collect(CommandLine line, List<String> words, List<List<String>> found) {
    line.getSubcommands()
        .forEach(
            (name, sub) -> {
              if (!name.equals("help")) {
                List<String> path = new ArrayList<>(words);
                path.add(name);
                found.add(path);
                collect(sub, path, found);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpTeachesWithAnExample(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.add("--help");
    Result result = run(words.toArray(String[]::new));
    assertThat(result.exit()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Usage: feedmesh " + String.join(" ", command))
        .contains("Example", "  feedmesh " + command.get(0))
        .doesNotContain("${");
  }

  /** Lists of commands show the first line of what each says of itself. */
  @ParameterizedTest
  @MethodSource("commands")
  void whatACommandIsForIsAWholeSentence(List<String> command) {
    CommandLine line = Main.commandLine(Map.of());
    for (String word : command) {
      line = line.getSubcommands().get(word);
    }

    assertThat(line.getCommandSpec().usageMessage().description()[0]).endsWith(".");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOptionThatIsNoneIsOneLineAndHowToGetHelp(List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.add("--nonsense");
    Result result = run(words.toArray(String[]::new));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("feedmesh: ")
        .contains("Try 'feedmesh " + String.join(" ", command) + " --help'")
        .doesNotContain("\tat ");
  }

  @Test
  void helpListsTheCommands() {
    assertThat(run("--help").out()).contains("subscribe", "status", "topics", "replay", "ping");
    assertThat(run("help", "status").out()).contains("feedmesh status --bootstrap-servers");
  }

  @Test
  void versionIsTheBuilds() {
    assertThat(run("--version").out()).matches("feedmesh \\d+\\.\\d+\\.\\d+.*\\n");
  }

  @Test
  void withoutACommandItNamesThem() {
    assertThat(run().exit()).isEqualTo(2);
    assertThat(run().err()).startsWith("feedmesh: expected a command: one of ").contains("status");
    assertThat(run("topics").err()).contains("create", "Try 'feedmesh topics --help'");
  }

  @Test
  void aCommandThatIsNoneSuggestsOne() {
    Result result = run("statsu");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("'statsu'", "status").endsWith("Try 'feedmesh --help'\n");
  }

  @Test
  void aClusterThatDoesNotAnswerIsOneLineThatSaysWhatToDo() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort();
      Result result = run("status", "--bootstrap-servers", address);
      assertThat(result)
          .isEqualTo(
              new Result(
                  1,
                  "",
                  "feedmesh: cannot reach a Kafka cluster at "
                      + address
                      + ": start one with './feedmesh up', or name another with"
                      + " --bootstrap-servers\n"));
    }
  }
}
