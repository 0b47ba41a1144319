package io.feedmesh.consumers.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTest {
  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  private AccessLogConfig to(Path file) {
    return new AccessLogConfig(Optional.of(file), AccessLogFormat.COMBINED);
  }

  private static AccessLine line(int number) {
    return new AccessLine("192.0.2.7", 0, "GET", "/" + number, "HTTP/1.1", 200, 1, "", "test");
  }

  private static List<String> targets(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(text -> AccessLogFormat.COMBINED.read(text).orElseThrow().target())
        .toList();
  }

  @Test
  void appendsEachLineInItsOrderAndAllOfThemBeforeItIsClosed() throws Exception {
    Path file = folder.resolve("access.log");
    Files.writeString(file, AccessLogFormat.COMBINED.write(line(0)) + "\n");
    try (AccessLog log = new AccessLog(to(file), meters)) {
      for (int i = 1; i <= 1000; i++) {
        log.add(line(i));
      }
    }

    assertThat(targets(file)).hasSize(1001).startsWith("/0", "/1").endsWith("/999", "/1000");
  }

  @Test
  void aLineIsInTheFileSoonThoughNoOtherFollows() throws Exception {
    Path file = folder.resolve("access.log");
    try (AccessLog log = new AccessLog(to(file), meters)) {
      log.add(line(1));

      await().untilAsserted(() -> assertThat(targets(file)).containsExactly("/1"));
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be renamed there")
  void goesOnInANewFileWhenTheOldOneIsRenamedOrRemovedAndLosesNothing() throws Exception {
    Path file = folder.resolve("access.log");
    Path rotated = folder.resolve("access.log.1");
    try (AccessLog log = new AccessLog(to(file), meters)) {
      log.add(line(1));
      await().until(() -> Files.size(file) > 0);

      Files.move(file, rotated);
      log.add(line(2));
      await().until(() -> Files.exists(file));
      log.add(line(3));
      await().until(() -> Files.size(file) > 0);
      assertThat(targets(rotated)).startsWith("/1");
      Files.delete(file);
      await().until(() -> Files.exists(file));
      log.add(line(4));
    }

    assertThat(targets(rotated)).containsExactly("/1", "/2");
    assertThat(targets(file)).containsExactly("/4");
    assertThat(meters.counter("feedmesh.access_log.dropped").count()).isZero();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes in its files")
  void whoAnswersRequestsNeverWaitsForADiskAndWhatDoesNotFitIsCounted() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    try (var reader = new java.io.RandomAccessFile(pipe.toFile(), "rw"); // and never reads
        AccessLog log = new AccessLog(to(pipe), meters, 10)) {
      assertThat(reader.getFD().valid()).isTrue();
      for (int i = 0; i < 20_000; i++) { // 64 KB in the pipe, 64 KB in memory, ten lines wait
        log.add(line(i));
      }

      assertThat(meters.counter("feedmesh.access_log.dropped").count()).isGreaterThan(10_000);
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedAtTheStart() {
    assertThatThrownBy(() -> new AccessLog(to(folder), meters))
        .hasMessageContaining("the access log " + folder + " cannot be written");
  }

  @Test
  void aLineThatACrashCutIsNotJoinedWithTheNext() throws Exception {
    Path file = Files.writeString(folder.resolve("access.log"), "192.0.2.7 - - [20/N");
    try (AccessLog log = new AccessLog(to(file), meters)) {
      log.add(line(1));
    }

    assertThat(Files.readAllLines(file))
        .containsExactly("192.0.2.7 - - [20/N", AccessLogFormat.COMBINED.write(line(1)));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aDiskThatIsFullCostsLinesThatAreCountedAndTheNextOnesAreWhole() throws Exception {
    Path file = Files.createSymbolicLink(folder.resolve("access.log"), Path.of("/dev/full"));
    Path room = Files.writeString(folder.resolve("room"), "192.0.2.7 - - [20/N");
    try (AccessLog log = new AccessLog(to(file), meters)) {
      log.add(line(1));
      await().until(() -> meters.counter("feedmesh.access_log.dropped").count() == 1);
      Path link = Files.createSymbolicLink(folder.resolve("next"), room);
      Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
      log.add(line(2));
    }

    assertThat(Files.readAllLines(room))
        .containsExactly("192.0.2.7 - - [20/N", AccessLogFormat.COMBINED.write(line(2)));
  }
}
