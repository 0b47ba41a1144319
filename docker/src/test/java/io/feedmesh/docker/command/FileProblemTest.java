package io.feedmesh.docker.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProblemTest {
  @TempDir Path folder;

  private String of(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return FileProblem.text(e);
    }
  }

  @Test
  void whatIsWrongWithAFileIsSaidWithoutNamesOfExceptions() throws Exception {
    Path bytes = folder.resolve("bytes");
    Files.write(bytes, new byte[] {(byte) 0xff, 'x'});

    assertThat(of(folder.resolve("none"))).isEqualTo("there is no " + folder.resolve("none"));
    assertThat(of(bytes)).isEqualTo("it is no UTF-8 text");
    assertThat(FileProblem.known(new IllegalStateException("no file"))).isEmpty();
  }
}
