package io.feedmesh.docker.system;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Feeds for system tests: entry n of a feed is the same in each version that has it. */
public final class Rss {
  private Rss() {}

  /** A version with the newest ten of the entries 1 to latest. */
  public static byte[] feed(String name, int latest) {
    StringBuilder items = new StringBuilder();
    IntStream.rangeClosed(Math.max(1, latest - 9), latest)
        .map(n -> Math.max(1, latest - 9) + latest - n)
        .forEach(n -> items.append(item(name, n)));
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"><channel><title>Feed %s</title><link>http://%s.example/</link>
        <description>Ä feed for tests</description>
        %s</channel></rss>
        """
            .formatted(name, name, items);
    return xml.getBytes(StandardCharsets.UTF_8);
  }

  private static String item(String name, int n) {
    return """
        <item><title>%1$s entry %2$d</title><link>http://%1$s.example/%2$d</link>
        <guid isPermaLink="false">%1$s-%2$d</guid>
        <description>Text of entry %2$d in feed %1$s</description></item>
        """
        .formatted(name, n);
  }
}
