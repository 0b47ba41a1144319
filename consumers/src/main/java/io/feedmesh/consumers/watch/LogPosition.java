package io.feedmesh.consumers.watch;

import io.feedmesh.consumers.accesslog.LogTail.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A place in a log, kept in a file of one line: {@code offset key}. Not for several threads. */
final class LogPosition {
  private static final Logger LOG = LoggerFactory.getLogger(LogPosition.class);

  private final Path file;

  LogPosition(Path file) {
    this.file = file;
  }

  /** The beginning if nothing is kept, or nothing that can be read. */
  Place read() throws IOException {
    try {
      String[] words = Files.readString(file).strip().split(" ", 2);
      return new Place(words.length == 2 ? words[1] : "", Long.parseLong(words[0]));
    } catch (NoSuchFileException e) {
      return Place.BEGINNING;
    } catch (NumberFormatException e) {
      LOG.warn("{} is no position: reading the log from its beginning", file);
      return Place.BEGINNING;
    }
  }

  void write(Place place) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(next, place.offset() + " " + place.key() + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
