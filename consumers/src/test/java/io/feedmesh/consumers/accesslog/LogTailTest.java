package io.feedmesh.consumers.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.accesslog.LogTail.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();
  private Path log;

  @BeforeEach
  void name() {
    log = folder.resolve("access.log");
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void givesWholeLinesOnly() throws Exception {
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      assertThat(tail.poll(lines::add)).as("there is no file yet").isFalse();
      append("one\ntw");
      assertThat(tail.poll(lines::add)).isTrue();
      assertThat(lines).containsExactly("one");
      append("o\n");
      assertThat(tail.poll(lines::add)).isTrue();
      assertThat(tail.poll(lines::add)).isFalse();
      assertThat(lines).containsExactly("one", "two");
    }
  }

  @Test
  void readsARenamedFileToItsEndThenTheNewOne() throws Exception {
    append("one\n");
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      tail.poll(lines::add);
      append("two\n"); // after the poll, before the renaming
      Files.move(log, folder.resolve("access.log.1"));
      Files.writeString(
          folder.resolve("access.log.1"), "three\n", StandardOpenOption.APPEND); // not told yet
      tail.poll(lines::add);
      append("four\n");
      tail.poll(lines::add);
      tail.poll(lines::add);

      assertThat(lines).containsExactly("one", "two", "three", "four");
    }
  }

  @Test
  void losesNothingThatIsWrittenToARenamedFileWhenTheNewOneIsThereAlready() throws Exception {
    append("one\n");
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      tail.poll(lines::add);
      Files.move(log, folder.resolve("access.log.1"));
      append("three\n");
      tail.poll(lines::add);
      Files.writeString(folder.resolve("access.log.1"), "two\n", StandardOpenOption.APPEND);
      Files.move(log, folder.resolve("access.log.2"));
      append("four\n");
      tail.poll(lines::add);
      tail.poll(lines::add);

      assertThat(lines).containsExactly("one", "two", "three", "four");
    }
  }

  @Test
  void beginsAgainWithAFileThatWasTruncated() throws Exception {
    append("a long line of before\n");
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      tail.poll(lines::add);
      Files.writeString(log, "new\n");
      tail.poll(lines::add);

      assertThat(lines).containsExactly("a long line of before", "new");
    }
  }

  @Test
  void goesOnWhereAnotherWasAlsoInAFileRenamedSince() throws Exception {
    append("one\ntwo\nthr");
    Place place;
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      tail.poll(lines::add);
      place = tail.place();
    }
    append("ee\n");
    Files.move(log, folder.resolve("access.log.1"));
    append("four\n");

    try (LogTail tail = new LogTail(log, place)) {
      tail.poll(lines::add);
      tail.poll(lines::add);
    }
    assertThat(lines).containsExactly("one", "two", "three", "four");
  }

  @Test
  void losesNoFileHoweverOftenTheLogWasRotatedMeanwhile() throws Exception {
    append("one\n");
    Place place;
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      tail.poll(lines::add);
      place = tail.place();
    }
    append("two\n");
    Path first = folder.resolve("access.log.2");
    Path second = folder.resolve("access.log.1");
    Files.move(log, first);
    append("three\n");
    Files.move(log, second);
    append("four\n");
    Files.writeString(folder.resolve("access.log.2.gz"), "no log\n");
    Files.writeString(folder.resolve("access.log.json"), "another log\n");
    Files.setLastModifiedTime(first, FileTime.from(Instant.now().minusSeconds(200)));
    Files.setLastModifiedTime(second, FileTime.from(Instant.now().minusSeconds(100)));

    try (LogTail tail = new LogTail(log, place)) {
      for (int i = 0; i < 4; i++) {
        tail.poll(lines::add);
      }
    }
    assertThat(lines).containsExactly("one", "two", "three", "four");
  }

  @Test
  void aPlaceInAFileThatIsGoneIsTheBeginningOfThePresentOne() throws Exception {
    append("one\n");
    try (LogTail tail = new LogTail(log, new Place("(no such file)", 4711))) {
      tail.poll(lines::add);
    }
    assertThat(lines).containsExactly("one");
  }

  @Test
  void aLineWithoutEndIsPassedOverAndTheNextOneIsNot() throws Exception {
    append("x".repeat(3 * LogTail.MAX_LINE) + "\nnext\n");
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      tail.poll(lines::add);
    }
    assertThat(lines).containsExactly("", "next");
  }

  @Test
  void neitherLosesNorRepeatsALineHoweverItIsWrittenAndRotatedAndResumed() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> written = new ArrayList<>();
    Place place = Place.BEGINNING;
    StringBuilder pending = new StringBuilder();
    LogTail tail = new LogTail(log, place);
    append("");
    tail.poll(lines::add);
    for (int i = 0, files = 0; i < 2_000; i++) {
      String line = "line " + i + " " + "ä".repeat(random.nextInt(200));
      written.add(line);
      pending.append(line).append('\n');
      if (random.nextInt(3) == 0) {
        int cut = random.nextInt(pending.length() + 1);
        append(pending.substring(0, cut));
        pending.delete(0, cut);
      }
      if (random.nextInt(20) == 0) {
        append(pending.toString());
        pending.setLength(0);
        if (random.nextBoolean()) {
          Files.move(log, folder.resolve("access.log." + ++files));
          append("");
        }
        tail.poll(lines::add);
      }
      if (random.nextInt(30) == 0) {
        tail.poll(lines::add);
        place = tail.place();
        tail.close();
        tail = new LogTail(log, place);
      }
    }
    append(pending.toString());
    tail.poll(lines::add);
    tail.poll(lines::add);
    tail.close();
    assertThat(lines).as("seed %d", seed).isEqualTo(written);
    assertThat(String.join("", lines).getBytes(StandardCharsets.UTF_8)).isNotEmpty();
  }

  @Test
  void aPlaceThatIsNoLinesBeginningIsOneInAnotherFileThatWasGivenItsKey() throws Exception {
    append("one\n");
    Place place;
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      tail.poll(lines::add);
      place = tail.place();
    }
    Files.writeString(log, "another one\ntwo\n"); // the same inode, as a new file may have
    lines.clear();

    try (LogTail tail = new LogTail(log, place)) {
      tail.poll(lines::add);
    }
    assertThat(lines).containsExactly("another one", "two");
  }

  @Test
  void goesOnAtTheBeginningOfALineThatIsTooLongThoughItHasNoEndYet() throws Exception {
    append("one\n" + "x".repeat(LogTail.MAX_LINE + 7));
    Place place;
    try (LogTail tail = new LogTail(log, Place.BEGINNING)) {
      tail.poll(lines::add);
      place = tail.place();
    }
    append("x\ntwo\n");

    try (LogTail tail = new LogTail(log, place)) {
      tail.poll(lines::add);
    }
    assertThat(lines).containsExactly("one", "", "two");
  }
}
