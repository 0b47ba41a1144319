package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class ConfigDefaultsTest {
  @TempDir Path folder;
  private Path file;

  @Command(name = "show")
  static final class Show implements Runnable {
    @Mixin private CatalogueOptions kafka;

    @Option(names = "--demo", description = "a flag")
    private boolean demo;

    @Option(names = "--memory", defaultValue = "1MB", converter = SizeConverter.class)
    private long memory;

    KafkaSettings settings;

    @Override
    public void run() {
      settings = kafka.kafka();
      kafka.out().println(settings.bootstrapServers() + " " + demo + " " + memory);
    }
  }

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(folder.resolve("my.properties"), "bootstrap-servers=file:1\n");
  }

  private static Cli.Result show(Map<String, String> environment, String... args) {
    return Cli.run(new Show(), environment, args);
  }

  @Test
  void theDefaultHoldsWhereNobodySaysOtherwise() {
    assertThat(show(Map.of(), "show").out()).isEqualTo("localhost:9092 false 1048576\n");
  }

  @Test
  void theFileWinsOverTheDefault() {
    assertThat(show(Map.of(), "show", "--config", file.toString()).out()).startsWith("file:1 ");
  }

  @Test
  void theEnvironmentMayNameTheFile() {
    Map<String, String> environment = Map.of("FEEDMESH_CONFIG", file.toString());
    assertThat(show(environment, "show").out()).startsWith("file:1 ");
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    Map<String, String> environment = Map.of("FEEDMESH_BOOTSTRAP_SERVERS", "environment:1");
    assertThat(show(environment, "show", "--config=" + file).out()).startsWith("environment:1 ");
  }

  @Test
  void theFlagWinsOverAllWhereverItStands() {
    Map<String, String> environment = Map.of("FEEDMESH_BOOTSTRAP_SERVERS", "environment:1");
    for (String[] args :
        new String[][] {
          {"show", "--config=" + file, "--bootstrap-servers", "flag:1"},
          {"show", "--bootstrap-servers", "flag:1", "--config=" + file}
        }) {
      assertThat(show(environment, args).out()).startsWith("flag:1 ");
    }
  }

  @Test
  void anEmptyVariableCountsAsNone() {
    Map<String, String> environment = Map.of("FEEDMESH_BOOTSTRAP_SERVERS", "");
    assertThat(show(environment, "show").out()).startsWith("localhost:9092 ");
  }

  @Test
  void aFlagThatTheEnvironmentSwitchesOnStaysOnWhenItIsGivenToo() {
    Map<String, String> environment = Map.of("FEEDMESH_DEMO", "true");
    assertThat(show(environment, "show").out()).contains(" true ");
    assertThat(show(environment, "show", "--demo").out()).contains(" true ");
    assertThat(show(Map.of("FEEDMESH_DEMO", "false"), "show", "--demo").out()).contains(" true ");
    assertThat(show(Map.of("FEEDMESH_DEMO", "false"), "show").out()).contains(" false ");
  }

  @Test
  void kafkaPropertiesOfTheFileGoToEveryClient() throws IOException {
    Files.writeString(file, "kafka.security.protocol=SSL\nkafka.client.rack = b\npartitions=3\n");
    Show show = new Show();
    Cli.run(show, Map.of("FEEDMESH_CONFIG", file.toString()), "show");
    assertThat(show.settings.properties())
        .isEqualTo(Map.of("security.protocol", "SSL", "client.rack", "b"));
    assertThat(show.settings.topicSettings().partitions()).isEqualTo(3);
  }

  @Test
  void anUnknownKeyIsNamedWithItsFile() throws IOException {
    Files.writeString(file, "bootstrap-server=x:1\n");
    Cli.Result result = show(Map.of(), "show", "--config=" + file);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("feedmesh: unknown key 'bootstrap-server' in " + file + ": expected")
        .endsWith("Try 'feedmesh show --help'\n");
  }

  @Test
  void aMissingFileIsNamed() {
    Cli.Result result = show(Map.of(), "show", "--config", folder.resolve("no").toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("feedmesh: no configuration file " + folder.resolve("no"));
  }

  @Test
  void aFileThatIsNoTextIsNamed() throws IOException {
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Cli.Result result = show(Map.of(), "show", "--config=" + file);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("feedmesh: cannot read the configuration file " + file);
  }

  @Test
  void aBadValueIsBlamedOnWhereItCameFrom() throws IOException {
    Map<String, String> environment = Map.of("FEEDMESH_PARTITIONS", "many");
    assertThat(show(environment, "show").err())
        .contains("'many'")
        .contains("(from the environment's FEEDMESH_PARTITIONS)");
    Files.writeString(file, "partitions=lots\n");
    assertThat(show(Map.of(), "show", "--config=" + file).err())
        .contains("'lots'")
        .contains("(from 'partitions' in " + file + ")");
    assertThat(show(Map.of(), "show", "--partitions=none").err()).doesNotContain("(from");
  }

  @Test
  void settingsOutOfBoundsAreErrorsOfWhoTypedThem() {
    Cli.Result result = show(Map.of(), "show", "--partitions=0");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).startsWith("feedmesh: partitions: expected 1 to 1000, found 0\n");
  }

  @Test
  void sizesCanComeFromTheEnvironment() {
    assertThat(show(Map.of("FEEDMESH_MEMORY", "64kb"), "show").out()).endsWith(" 65536\n");
  }

  @Test
  void helpIsShownEvenWithABrokenFile() throws IOException {
    Files.writeString(file, "nonsense=1\n");
    Cli.Result result = show(Map.of("FEEDMESH_CONFIG", file.toString()), "show", "--help");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("--bootstrap-servers");
  }
}
