package io.feedmesh.docker.command.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpoolPath;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.docker.Main;
import io.feedmesh.docker.command.Cli;
import io.feedmesh.docker.command.Cli.Result;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpoolCommandTest {
  private static final FeedUrl ONE = FeedUrl.parse("https://example.org/blog/");
  private static final FeedUrl TWO = FeedUrl.parse("http://other.example/feed?format=rss");
  private static final long MODIFIED = 1_790_000_000_000L;

  @TempDir Path folder;
  private Path spool;

  @BeforeEach
  void fill() throws IOException {
    spool = folder.resolve("spool");
    try (Spool filled = open()) {
      put(filled, ONE, "<rss>one</rss>");
      put(filled, TWO, "<rss>two, longer</rss>");
    }
  }

  private Spool open() throws IOException {
    return Spool.open(SpoolConfig.in(spool), new SimpleMeterRegistry());
  }

  private static void put(Spool spool, FeedUrl url, String text) throws IOException {
    byte[] document = text.getBytes(UTF_8);
    String hash = SpooledFeed.hex(Bodies.hash(document));
    spool.put(
        new SpooledFeed(
            url, 1, "t", hash, "\"tag\"", null, MODIFIED, document.length, MODIFIED, MODIFIED),
        Bodies.gzip(document));
  }

  private Path file(FeedUrl url) {
    return spool.resolve(SpoolPath.of(url).toString());
  }

  private Result run(String... args) {
    Map<String, String> environment = Map.of("FEEDMESH_SPOOL", spool.toString());
    return Cli.run(Main.commandLine(environment), args);
  }

  private void damage(FeedUrl url) throws IOException {
    byte[] bytes = Files.readAllBytes(file(url));
    bytes[bytes.length - 12] ^= 1; // within the deflated document
    Files.write(file(url), bytes);
    Files.setLastModifiedTime(file(url), FileTime.fromMillis(MODIFIED));
  }

  @Test
  void lsListsAddressesInOrderAlsoWhileAnEdgeHasTheSpool() throws Exception {
    try (Spool edge = open()) {
      assertThat(edge.feeds()).hasSize(2);
      Result all = run("spool", "ls");

      assertThat(all).isEqualTo(new Result(0, TWO + "\n" + ONE + "\n", ""));
    }
  }

  @Test
  void lsTakesThePartThatAPrefixNames() {
    assertThat(run("spool", "ls", "https://example.org/").out()).isEqualTo(ONE + "\n");
    assertThat(run("spool", "ls", "other.example").out()).isEqualTo(TWO + "\n");
    assertThat(run("spool", "ls", "nowhere.example")).isEqualTo(new Result(0, "", ""));
  }

  @Test
  void lsTellsSizeDateAndTagAndAsJsonAllThatIsKnown() throws Exception {
    assertThat(run("spool", "ls", "--long", "example.org").out())
        .isEqualTo("        14  2026-09-21T14:13:20Z  " + ONE + "  \"tag\"\n");

    var json = new ObjectMapper().readTree(run("spool", "ls", "--json", "example.org").out());
    assertThat(json.get("url").asText()).isEqualTo(ONE.toString());
    assertThat(json.get("file").asText()).isEqualTo("https/example.org/blog/#.gz");
    assertThat(json.get("etag").asText()).isEqualTo("\"tag\"");
    assertThat(json.get("contentType").isNull()).isTrue();
  }

  @Test
  void lsSaysWhatItLeftOut() throws Exception {
    Files.write(file(TWO), new byte[] {1, 2, 3});

    assertThat(run("spool", "ls"))
        .isEqualTo(
            new Result(1, ONE + "\n", "feedmesh: left out damaged files: 1 (see spool verify)\n"));
  }

  @Test
  void catGivesTheDocumentOrTheFileAsItIs() throws Exception {
    Path plain = folder.resolve("plain");
    Path raw = folder.resolve("raw");

    assertThat(run("spool", "cat", ONE.toString(), "--output", plain.toString()).exit()).isZero();
    assertThat(run("spool", "cat", "--raw", ONE.toString(), "--output", raw.toString()).exit())
        .isZero();

    assertThat(plain).hasContent("<rss>one</rss>");
    assertThat(raw).hasSameBinaryContentAs(file(ONE));
    assertThat(run("spool", "cat", ONE.toString(), "--output", plain.toString()).exit())
        .isEqualTo(2);
  }

  @Test
  void catRefusesWhatIsDamagedOrNotThere() throws Exception {
    damage(ONE);

    assertThat(run("spool", "cat", ONE.toString()).err())
        .contains("is damaged: length or checksum differs", "spool verify --repair");
    assertThat(run("spool", "cat", "example.org/unknown").err())
        .contains("the spool does not have https://example.org/unknown");
  }

  @Test
  void verifyIsContentWithAWholeSpool() {
    assertThat(run("spool", "verify")).isEqualTo(new Result(0, "2 files whole, 0 damaged\n", ""));
  }

  @Test
  void verifyNamesEachDamageAndAnEdgeHasItAgainAfterARepair() throws Exception {
    damage(ONE);
    Path foreign = Files.writeString(file(TWO).resolveSibling("Bad Name.gz"), "x");

    Result found = run("spool", "verify");
    assertThat(found.exit()).isEqualTo(1);
    assertThat(found.out())
        .contains(
            "https/example.org/blog/#.gz: length or checksum differs",
            "Bad Name.gz: ",
            "1 files whole, 2 damaged\n");
    assertThat(file(ONE)).exists();

    Result repaired = run("spool", "verify", "--repair");
    assertThat(repaired.exit()).isZero();
    assertThat(repaired.out()).contains("2 damaged and repaired");
    assertThat(foreign).doesNotExist();
    assertThat(spool.resolve(".damaged/https/example.org/blog/#.gz")).exists();
    assertThat(run("spool", "verify")).isEqualTo(new Result(0, "1 files whole, 0 damaged\n", ""));
    try (Spool edge = open()) {
      assertThat(edge.lossy()).as("reads its views again").isTrue();
    }
  }

  @Test
  void verifyGivesFilesTheirDatesAgain() throws Exception {
    Files.setLastModifiedTime(file(ONE), FileTime.fromMillis(MODIFIED + 5000));

    assertThat(run("spool", "verify").out()).contains("its date is not its Last-Modified");
    assertThat(run("spool", "verify", "--repair").exit()).isZero();

    assertThat(Files.getLastModifiedTime(file(ONE)).toMillis()).isEqualTo(MODIFIED);
    assertThat(run("spool", "verify").exit()).isZero();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its tar knows other names of files")
  void exportIsAnArchiveThatTarUnpacksToASpool() throws Exception {
    FeedUrl deep = FeedUrl.parse("https://example.org/" + "a-long-name/".repeat(12) + "feed.xml");
    try (Spool filled = open()) {
      put(filled, deep, "<rss>deep</rss>");
    }
    Path tar = folder.resolve("mirror.tar");
    Files.writeString(tar, "the one before");

    assertThat(run("spool", "export", tar.toString()).exit()).isZero();

    Path mirror = Files.createDirectory(folder.resolve("mirror"));
    Process unpack =
        new ProcessBuilder("tar", "-xf", tar.toString(), "-C", mirror.toString())
            .inheritIO()
            .start();
    assertThat(unpack.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(unpack.exitValue()).isZero();
    for (FeedUrl url : new FeedUrl[] {ONE, TWO, deep}) {
      assertThat(mirror.resolve(SpoolPath.of(url).toString())).hasSameBinaryContentAs(file(url));
    }
    spool = mirror;
    assertThat(run("spool", "verify").out()).isEqualTo("3 files whole, 0 damaged\n");
    try (var in = new GZIPInputStream(Files.newInputStream(file(deep)))) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("<rss>deep</rss>");
    }
  }

  @Test
  void exportLeavesOutWhatIsDamagedAndSaysSo() throws Exception {
    damage(ONE);

    Result result = run("spool", "export", folder.resolve("mirror.tar").toString());

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("left out https/example.org/blog/#.gz: ", "exported 1 of 2");
  }

  @Test
  void exportRefusesAPlaceForNoArchiveBeforeItBeginsAndLeavesNothing(@TempDir Path other)
      throws Exception {
    Result onFolder = run("spool", "export", other.toString());
    assertThat(onFolder.exit()).isEqualTo(2);
    assertThat(onFolder.err()).contains(other + " is a folder").doesNotContain("exported");

    Result nowhere = run("spool", "export", other.resolve("none/mirror.tar").toString());
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("there is no folder " + other.resolve("none"));

    try (Stream<Path> left = Files.list(other)) {
      assertThat(left).isEmpty();
    }
    assertThat(other.resolveSibling(other.getFileName() + ".part")).doesNotExist();
  }

  @Test
  void aSpoolThatIsNotThereIsNamed() {
    spool = folder.resolve("nowhere");

    for (String[] command :
        new String[][] {{"ls"}, {"cat", "example.org/a"}, {"verify"}, {"export", "x.tar"}}) {
      String[] args = new String[command.length + 1];
      args[0] = "spool";
      System.arraycopy(command, 0, args, 1, command.length);
      assertThat(run(args).err()).contains("there is no spool at ", "nowhere", "--spool");
    }
  }
}
