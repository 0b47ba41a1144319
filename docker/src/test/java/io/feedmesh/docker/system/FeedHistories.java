package io.feedmesh.docker.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Successive versions of feeds, oldest first, by the feed's URL. */
final class FeedHistories {
  private static final int WINDOW = 12;

  private FeedHistories() {}

  /** Those of a folder with one folder for each feed. */
  static Map<String, List<byte[]>> read(Path folder) throws IOException {
    Map<String, List<byte[]>> histories = new TreeMap<>();
    try (Stream<Path> feeds = Files.list(folder)) {
      for (Path feed : feeds.filter(Files::isDirectory).toList()) {
        List<byte[]> versions = new ArrayList<>();
        try (Stream<Path> files = Files.list(feed)) {
          for (Path file : files.filter(f -> !f.toString().endsWith("jsonl")).sorted().toList()) {
            versions.add(Files.readAllBytes(file));
          }
        }
        histories.put("https://" + feed.getFileName() + ".example/feed.xml", versions);
      }
    }
    return histories;
  }

  /** Generated ones: posts come, are edited, are taken out, and roll over the end. */
  static Map<String, List<byte[]>> generate(Random random, int feeds, int versions) {
    Map<String, List<byte[]>> histories = new TreeMap<>();
    for (int feed = 0; feed < feeds; feed++) {
      List<byte[]> history = new ArrayList<>();
      List<int[]> posts = new ArrayList<>(); // number and edition
      int next = 0;
      for (int version = 0; version < versions; version++) {
        for (int more = 1 + random.nextInt(2); more > 0; more--) {
          posts.add(0, new int[] {next++, 0});
        }
        posts.get(random.nextInt(posts.size()))[1]++;
        if (random.nextInt(5) == 0 && posts.size() > 3) {
          posts.remove(1);
        }
        while (posts.size() > WINDOW) {
          posts.remove(WINDOW);
        }
        history.add(document("f" + feed, posts));
      }
      histories.put("https://f" + feed + ".example/feed.xml", history);
    }
    return histories;
  }

  private static byte[] document(String feed, List<int[]> posts) {
    StringBuilder items = new StringBuilder();
    for (int[] post : posts) {
      items.append(
          """
          <item><title>Post %1$d</title><link>https://%2$s.example/%1$d</link>
          <guid isPermaLink="false">%2$s-%1$d</guid><description>Edition %3$d of it</description></item>
          """
              .formatted(post[0], feed, post[1]));
    }
    return """
        <rss version="2.0"><channel><title>%1$s</title><link>https://%1$s.example/</link>
        <description>Posts</description>%2$s</channel></rss>
        """
        .formatted(feed, items)
        .getBytes(StandardCharsets.UTF_8);
  }
}
