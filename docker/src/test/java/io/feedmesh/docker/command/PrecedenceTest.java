package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Default, file, environment, flag, in this order, for an option of each kind. */
class PrecedenceTest {
  @Command(name = "probe")
  static final class Probe implements Runnable {
    @Mixin private CommonOptions common;

    @Option(names = "--count", defaultValue = "1")
    private int count;

    @Option(names = "--pause", defaultValue = "1s")
    private Duration pause;

    @Option(names = "--text", defaultValue = "one")
    private String text;

    @Option(
        names = {"--folder", "--probe-folder"},
        defaultValue = "one")
    private Path folder;

    @Option(names = "--page", defaultValue = "https://one.example/")
    private FeedUrl page;

    @Option(names = "--networks", split = ",", defaultValue = "one")
    private List<String> networks = new ArrayList<>();

    @Override
    public void run() {
      common
          .out()
          .printf(
              "%d|%s|%s|%s|%s|%s%n", count, pause, text, folder, page, String.join("+", networks));
    }
  }

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "count; 2; 3; 4; 0",
        "pause; 2s; 3s; 4s; 1",
        "text; two; three; four; 2",
        "probe-folder; two; three; four; 3",
        "page; https://two.example/; https://three.example/; https://four.example/; 4",
        "networks; 10.0.0.0/8,::1; 3,33; 4,44; 5"
      })
  void eachSourceWinsOverThoseBeforeIt(
      String key, String inFile, String inEnvironment, String asFlag, int column)
      throws IOException {
    Path file = Files.writeString(temp.resolve("c.properties"), key + " = " + inFile + "\n");
    String variable = "FEEDMESH_" + key.replace('-', '_').toUpperCase(Locale.ROOT);

    String standard = run(column, Map.of());
    String fromFile = run(column, Map.of(), "--config", file.toString());
    String fromVariable = run(column, Map.of(variable, inEnvironment), "--config", file.toString());
    String fromFlag =
        run(
            column,
            Map.of(variable, inEnvironment),
            "--config",
            file.toString(),
            "--" + key + "=" + asFlag);

    assertThat(standard).isNotEqualTo(shown(inFile));
    assertThat(fromFile).isEqualTo(shown(inFile));
    assertThat(fromVariable).isEqualTo(shown(inEnvironment));
    assertThat(fromFlag).isEqualTo(shown(asFlag));
  }

  /** As the probe prints it. */
  private static String shown(String value) {
    return value.matches("\\d+s") ? "PT" + value.toUpperCase(Locale.ROOT) : value.replace(",", "+");
  }

  @Test
  void anOptionsShortNameIsNoKeyAndItsLongOneIs() throws IOException {
    Path file = Files.writeString(temp.resolve("c.properties"), "folder = two\n");

    Cli.Result result = Cli.run(new Probe(), Map.of(), "probe", "--config", file.toString());

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("unknown key 'folder'").contains(file.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"count", "pause", "page"})
  void aValueThatIsNoneIsBlamedOnTheFileOrTheVariable(String key) throws IOException {
    Path file = Files.writeString(temp.resolve("c.properties"), key + " = no no\n");
    String variable = "FEEDMESH_" + key.toUpperCase(Locale.ROOT);

    Cli.Result inFile = Cli.run(new Probe(), Map.of(), "probe", "--config", file.toString());
    Cli.Result inVariable = Cli.run(new Probe(), Map.of(variable, "no no"), "probe");
    Cli.Result asFlag = Cli.run(new Probe(), Map.of(), "probe", "--" + key, "no no");

    assertThat(List.of(inFile.exit(), inVariable.exit(), asFlag.exit())).containsOnly(2);
    assertThat(inFile.err()).contains("no no", "(from '" + key + "' in " + file + ")");
    assertThat(inVariable.err()).contains("no no", "(from the environment's " + variable + ")");
    assertThat(asFlag.err()).contains("no no").doesNotContain("(from");
  }

  @Test
  void blanksAroundAValueAndCommentsAndEscapesAreThoseOfPropertiesFiles() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("c.properties"),
            "# a comment\n! another\ntext:   caf\\u00e9 \\\n   cr\u00e8me  \ncount=  7\t\n");

    assertThat(run(2, Map.of(), "--config", file.toString())).isEqualTo("caf\u00e9 cr\u00e8me");
    assertThat(run(0, Map.of(), "--config", file.toString())).isEqualTo("7");
  }

  @Test
  void variablesOfOtherProgramsAreNotLookedAt() {
    Map<String, String> environment = new HashMap<>();
    environment.put("COUNT", "9");
    environment.put("feedmesh_count", "9");
    environment.put("FEEDMESH_", "9");
    environment.put("FEEDMESH_UNKNOWN", "9");

    assertThat(run(0, environment)).isEqualTo("1");
  }

  private static String run(int column, Map<String, String> environment, String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "probe";
    System.arraycopy(args, 0, all, 1, args.length);
    Cli.Result result = Cli.run(new Probe(), environment, all);
    assertThat(result.exit()).as(result.err()).isZero();
    return result.out().strip().split("\\|", -1)[column];
  }
}
