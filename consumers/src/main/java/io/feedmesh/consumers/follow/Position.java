package io.feedmesh.consumers.follow;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a spool has followed a topic, kept beside the files that came from there. Immutable.
 *
 * @param cluster id of the cluster
 * @param topic name of the topic
 * @param topicId its id, which another topic of that name would not have
 * @param partition number
 * @param offset of the next record to read
 * @param writtenAt milliseconds since 1970
 */
record Position(
    String cluster, String topic, String topicId, int partition, long offset, long writtenAt) {
  private static final Logger LOG = LoggerFactory.getLogger(Position.class);
  private static final String FILE = ".position";

  /** The one in a spool's folder; empty if there is none or it cannot be read. */
  static Optional<Position> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties p = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      p.load(in);
      return Optional.of(
          new Position(
              p.getProperty("cluster", ""),
              p.getProperty("topic", ""),
              p.getProperty("topicId", ""),
              Integer.parseInt(p.getProperty("partition", "")),
              Long.parseLong(p.getProperty("offset", "")),
              Long.parseLong(p.getProperty("writtenAt", ""))));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be read, so the views are read from their beginning: {}", file, e);
      return Optional.empty();
    }
  }

  /** Replaces the one in a spool's folder: written to another file, then renamed. */
  void write(Path folder) throws IOException {
    String text =
        "cluster=%s%ntopic=%s%ntopicId=%s%npartition=%d%noffset=%d%nwrittenAt=%d%n"
            .formatted(cluster, topic, topicId, partition, offset, writtenAt);
    Path next = folder.resolve(FILE + ".next");
    try (FileOutputStream out = new FileOutputStream(next.toFile())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Files.move(next, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Forgets the one in a spool's folder. */
  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  boolean sameLog(Position other) {
    return cluster.equals(other.cluster)
        && topic.equals(other.topic)
        && topicId.equals(other.topicId)
        && partition == other.partition;
  }
}
