package io.feedmesh.docker.up;

import io.feedmesh.schemas.push.PushKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The push key of an installation in one folder: made at its first start, and kept. */
final class PushKeyFile {
  private static final int BYTES = 32;

  private PushKeyFile() {}

  /** The folder's key. */
  static PushKeys in(Path folder) {
    Path file = folder.resolve("push.key");
    try {
      if (!Files.exists(file)) {
        write(file);
      }
      return PushKeys.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("the push key in " + file + " cannot be read or made", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(file + " holds no push key: " + e.getMessage(), e);
    }
  }

  /** Nobody else may read it, wherever the file system knows of such a thing. */
  private static void write(Path file) throws IOException {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path draft = Files.createTempFile(file.getParent(), "push", ".key");
    if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }
    Files.writeString(
        draft,
        Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n",
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(draft, file);
  }
}
