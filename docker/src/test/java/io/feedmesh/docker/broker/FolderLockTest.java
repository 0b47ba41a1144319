package io.feedmesh.docker.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  @TempDir Path temp;

  @Test
  void makesTheFolderAndNamesItsHolder() throws IOException {
    Path folder = temp.resolve("a/b c");
    try (FolderLock lock = FolderLock.take(folder)) {
      assertThat(Files.readString(folder.resolve(".lock")).strip())
          .isEqualTo(Long.toString(ProcessHandle.current().pid()));
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void refusesASecondHolderAndSaysWhatToDo() {
    try (FolderLock lock = FolderLock.take(temp)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> FolderLock.take(temp.resolve("x/..")))
          .isInstanceOf(FolderInUseException.class)
          .hasMessageContaining(temp.getFileName().toString())
          .hasMessageContaining("choose another folder with --data");
    }
  }

  @Test
  void canBeTakenAgainOnceGivenBack() {
    FolderLock first = FolderLock.take(temp);
    first.close();
    first.close();
    try (FolderLock second = FolderLock.take(temp)) {
      assertThat(second).isNotNull();
      first.close();
      assertThatThrownBy(() -> FolderLock.take(temp)).isInstanceOf(FolderInUseException.class);
    }
  }

  @Test
  void isNotTakenByATryThatFailed() {
    try (FolderLock lock = FolderLock.take(temp)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> FolderLock.take(temp)).isInstanceOf(FolderInUseException.class);
      assertThatThrownBy(() -> FolderLock.take(temp)).isInstanceOf(FolderInUseException.class);
    }
  }

  @Test
  void saysWhyAFolderCannotBeMade() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "not a folder");
    assertThatThrownBy(() -> FolderLock.take(file.resolve("data")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot make the data folder");
  }
}
