package io.feedmesh.docker.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Says for people what Java tells of files by the names of its exceptions. Pure. */
public final class FileProblem {
  private FileProblem() {}

  /** What is wrong with a file; the exception's own text where it says so itself. */
  public static String text(IOException problem) {
    return known(problem).orElseGet(problem::toString);
  }

  /** The same of whatever was thrown; empty if it is about no file. */
  static Optional<String> known(Throwable problem) {
    if (problem instanceof NoSuchFileException missing) {
      return Optional.of("there is no " + missing.getFile());
    } else if (problem instanceof AccessDeniedException denied) {
      return Optional.of("this user may not do that with " + denied.getFile());
    } else if (problem instanceof CharacterCodingException) {
      return Optional.of("it is no UTF-8 text");
    } else if (problem instanceof FileSystemException other && other.getReason() != null) {
      return Optional.of(other.getFile() + ": " + other.getReason());
    }
    return Optional.empty();
  }
}
