package io.feedmesh.docker.bench.edge;

import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A spool of feeds, all of one size: 22.5 KB each, 8.2 KB as gzip. Stateless. */
final class BenchFeeds {
  private static final int SIZE = 22_500;
  private static final int WORDS = 1500;
  private static final double SKEW = 4; // few words are frequent
  private static final long MODIFIED = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private BenchFeeds() {}

  /** Paths at a gateway, which are those of the files, too. */
  static List<String> paths(int count) {
    return IntStream.range(0, count).mapToObj(i -> "/http/blog" + i + ".example/feed.xml").toList();
  }

  /** Writes them as an edge would, and leaves the spool closed. */
  static void write(Path folder, int count) throws IOException {
    String[] words = words(new Random(7));
    try (Spool spool = Spool.open(SpoolConfig.in(folder), new SimpleMeterRegistry())) {
      for (int i = 0; i < count; i++) {
        byte[] document = document(i, words);
        spool.put(feed(i, document), Bodies.gzip(document));
      }
    }
  }

  private static SpooledFeed feed(int number, byte[] document) {
    return new SpooledFeed(
        FeedUrl.parse("http://blog" + number + ".example/feed.xml"),
        1,
        "bench",
        SpooledFeed.hex(Bodies.hash(document)),
        "\"" + number + "\"",
        "application/rss+xml",
        MODIFIED,
        document.length,
        MODIFIED,
        MODIFIED);
  }

  /** A feed by its number, always the same. */
  static byte[] document(int number) {
    return document(number, words(new Random(7)));
  }

  private static byte[] document(int number, String[] words) {
    Random random = new Random(number);
    StringBuilder xml = new StringBuilder(SIZE + 100);
    xml.append("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>Blog " + number);
    xml.append("</title>\n");
    String end = "</description></item>\n</channel></rss>\n";
    while (xml.length() < SIZE - end.length()) {
      xml.append("<item><guid>http://blog" + number + ".example/" + random.nextInt(1 << 30));
      xml.append("</guid><description>");
      for (int i = 0; i < 190 && xml.length() < SIZE - end.length() - 30; i++) {
        xml.append(words[(int) (WORDS * Math.pow(random.nextDouble(), SKEW))]).append(' ');
      }
      xml.append(xml.length() < SIZE - 200 ? "</description></item>\n" : end);
    }
    return xml.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String[] words(Random random) {
    String[] words = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      StringBuilder word = new StringBuilder();
      for (int length = 2 + random.nextInt(9); length > 0; length--) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words[i] = word.toString();
    }
    return words;
  }
}
