package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
  private static final Instant BASE = TestClock.START;
  private static final Duration PACE = Duration.ofSeconds(3);

  @TempDir Path directory;

  private List<Path> versions;

  @BeforeEach
  void writeVersions() throws IOException {
    versions =
        List.of(
            write("1.xml", "<rss>1</rss>"),
            write("2.xml", "<rss>2</rss>"),
            write("3.xml", "<rss>3</rss>"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.89})
  void advancesAVersionEachPaceAndStaysAtTheLast(double phase) {
    History history = history(phase);
    Instant second = BASE.plusNanos((long) ((1 - phase) * PACE.toNanos()));

    assertThat(history.version(BASE)).isZero();
    assertThat(history.nextVersion(BASE)).contains(second);
    assertThat(history.version(second.minusNanos(1))).isZero();
    assertThat(history.version(second)).isEqualTo(1);
    assertThat(history.version(second.plus(PACE).plusNanos(1))).isEqualTo(2);
    assertThat(history.version(BASE.plus(Duration.ofDays(1)))).isEqualTo(2);
    assertThat(history.nextVersion(BASE.plus(Duration.ofDays(1)))).isEmpty();
  }

  @Test
  void staysAtTheFirstWhereTheClockWasSetBack() {
    assertThat(history(0.5).version(BASE.minus(Duration.ofDays(9)))).isZero();
  }

  @Test
  void servesTheFileOfItsVersion() throws IOException {
    History history = history(0);

    assertThat(text(history, BASE)).isEqualTo("<rss>1</rss>");
    assertThat(text(history, BASE.plusSeconds(3))).isEqualTo("<rss>2</rss>");
    assertThat(text(history, BASE.plusSeconds(600))).isEqualTo("<rss>3</rss>");
  }

  @Test
  void aVersionIsAsOldAsItsPublicationHoweverOldTheFile() throws IOException {
    Document second = history(0).document(BASE.plusSeconds(4), "");

    assertThat(second.modified()).isEqualTo(BASE.plusSeconds(3));
  }

  @Test
  void aVersionThatWasChangedLaterIsAsOldAsThatChange() throws IOException {
    Files.setLastModifiedTime(versions.get(1), FileTime.from(BASE.plusSeconds(5)));

    assertThat(history(0).document(BASE.plusSeconds(5), "").modified())
        .isEqualTo(BASE.plusSeconds(5));
  }

  private History history(double phase) {
    return new History("h", "/history/h.xml", versions, BASE, PACE, phase);
  }

  private static String text(History history, Instant now) throws IOException {
    return new String(history.document(now, "").body(), StandardCharsets.UTF_8);
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return Files.setLastModifiedTime(file, FileTime.from(BASE.minus(Duration.ofDays(300))));
  }
}
