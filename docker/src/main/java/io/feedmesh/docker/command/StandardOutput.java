package io.feedmesh.docker.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where commands write bytes to that are no text for people. */
public final class StandardOutput {
  private StandardOutput() {}

  /**
   * A new file, or standard output for null.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file is there
   */
  public static OutputStream orFile(Path file) throws IOException {
    // Not System.out, which would hide that the reader of a pipe went away.
    return file == null
        ? new FileOutputStream(FileDescriptor.out)
        : Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
  }
}
