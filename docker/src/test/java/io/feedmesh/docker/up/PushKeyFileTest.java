package io.feedmesh.docker.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushKeyFileTest {
  private static final FeedUrl FEED = FeedUrl.parse("https://blog.example/");

  @TempDir Path folder;

  @Test
  void isMadeOnceForEachFolderAndIsNobodyElses() throws IOException {
    String secret = PushKeyFile.in(folder).secret(FEED);
    Path other = Files.createDirectory(folder.resolve("other"));

    assertThat(PushKeyFile.in(folder).secret(FEED)).isEqualTo(secret);
    assertThat(PushKeyFile.in(other).secret(FEED)).isNotEqualTo(secret);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("push.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatWasSpoiltIsAnErrorThatNamesItAndDoesNotShowIt() throws IOException {
    Files.writeString(folder.resolve("push.key"), "short");

    assertThatThrownBy(() -> PushKeyFile.in(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("push.key")
        .hasMessageNotContaining("short");
  }
}
