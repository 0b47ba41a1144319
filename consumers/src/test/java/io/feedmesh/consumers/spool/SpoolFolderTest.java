package io.feedmesh.consumers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {
  @TempDir Path root;

  @Test
  void aDamagedFileIsMovedOnlyOnceItsLossIsRemembered() throws Exception {
    Path file = SpoolFolder.file(Feeds.URL);
    Files.createDirectories(root.resolve(file.toString()).getParent());
    Files.writeString(root.resolve(file.toString()), "no gzip");
    Files.createDirectory(root.resolve(".lossy")); // so that it cannot be written
    SpoolFolder folder = new SpoolFolder(root);

    assertThatThrownBy(() -> folder.setAside(file)).isInstanceOf(IOException.class);
    assertThat(folder.files()).as("still there to be found again").containsExactly(file);

    Files.delete(root.resolve(".lossy"));
    assertThat(folder.setAside(file)).exists();
    assertThat(root.resolve(".lossy")).exists();
    assertThat(folder.files()).isEmpty();
  }
}
