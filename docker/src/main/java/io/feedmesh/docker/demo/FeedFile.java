package io.feedmesh.docker.demo;

import io.feedmesh.schemas.body.Bodies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file published as a feed, read anew at each request.
 *
 * @param path canonical URL path
 * @param file up to {@link #MAX_BYTES}
 */
record FeedFile(String path, Path file) implements Publication {
  static final int MAX_BYTES = 20 * 1024 * 1024;

  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public Document document(Instant now, String origin) throws IOException {
    return read(file, now);
  }

  /**
   * Reads a file; its time of modification is taken first, and never in the future.
   *
   * @throws io.feedmesh.schemas.body.TooLargeException if it has more than {@link #MAX_BYTES}
   */
  static Document read(Path file, Instant now) throws IOException {
    Instant changed = Files.getLastModifiedTime(file).toInstant();
    byte[] body = Bodies.readBounded(Files.newInputStream(file), MAX_BYTES);
    String extension = FeedType.extension(String.valueOf(file.getFileName()));
    return new Document(
        FeedType.contentType(extension, body), body, changed.isAfter(now) ? now : changed);
  }
}
