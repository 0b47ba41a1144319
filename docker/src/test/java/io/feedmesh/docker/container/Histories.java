package io.feedmesh.docker.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.testcontainers.utility.MountableFile;

/**
 * Feeds that a container of simulated publishers plays: each gets a new entry at every turn, keeps
 * all it had, and comes to an end, so that what has to arrive is known to the byte.
 *
 * @param host name of the publishers in the network
 * @param feeds how many
 * @param versions of each, the last with as many entries
 * @param pace between two
 */
record Histories(String host, int feeds, int versions, Duration pace) {
  static final String FOLDER = "/feeds";

  /** The files, for the container. */
  MountableFile files(Path temp) throws IOException {
    Path folder = temp.resolve(host);
    for (int feed = 0; feed < feeds; feed++) {
      Path history = Files.createDirectories(folder.resolve(name(feed)));
      for (int version = 1; version <= versions; version++) {
        Files.write(history.resolve(version + ".xml"), document(feed, version));
      }
    }
    return MountableFile.forHostPath(folder, 0755);
  }

  /** What plays them. */
  String[] command(String receiver, String subscribers) {
    return new String[] {
      "publishers",
      "--host=0.0.0.0",
      "--name=" + host,
      "--blogs=0",
      "--demo-feeds=" + FOLDER,
      "--history-pace=" + pace.toMillis() + "ms",
      "--ping=http://" + receiver + ":8081",
      "--subscribers=" + subscribers
    };
  }

  /** The feeds' addresses. */
  List<String> urls() {
    return IntStream.range(0, feeds).mapToObj(this::url).toList();
  }

  String url(int feed) {
    return "http://" + host + ":8085/history/" + name(feed) + ".xml";
  }

  /** The document that a feed ends with. */
  byte[] last(int feed) {
    return document(feed, versions);
  }

  /** Address and id of each entry that there will have been. */
  List<String> entries() {
    List<String> all = new ArrayList<>();
    for (int feed = 0; feed < feeds; feed++) {
      for (int entry = 1; entry <= versions; entry++) {
        all.add(url(feed) + " " + id(feed, entry));
      }
    }
    return all;
  }

  private byte[] document(int feed, int version) {
    StringBuilder items = new StringBuilder();
    for (int entry = version; entry >= 1; entry--) {
      items.append(
          "<item><title>Entry %1$d of %2$s</title><guid isPermaLink=\"false\">%3$s</guid>"
              .formatted(entry, name(feed), id(feed, entry)));
      items.append("<description>Text of entry " + entry + " in " + name(feed));
      items.append("</description></item>\n");
    }
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0"><channel><title>%1$s, für Tests</title><link>http://%2$s/</link>
    <description>Plays %1$s</description>
    %3$s</channel></rss>
    """
        .formatted(name(feed), host, items)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String id(int feed, int entry) {
    return name(feed) + "-" + entry;
  }

  private static String name(int feed) {
    return "feed" + feed;
  }
}
