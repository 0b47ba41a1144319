package io.feedmesh.docker.bench;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.OriginResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/**
 * Feeds that can be made again and again: RSS 2.0 of about 20 KB with 15 entries, the shape of a
 * common weblog. Each version has one new entry at its top and has lost its oldest. Stateless.
 */
final class SyntheticFeeds {
  static final int ENTRIES = 15;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String[] WORDS =
      ("river stone window lantern morning engine quiet harbour letter copper orchard signal winter "
              + "market bridge paper garden voltage meadow thread anchor compass ledger violin ferry")
          .split(" ");

  private SyntheticFeeds() {}

  static String url(int feed) {
    return "https://blog" + feed + ".example/feed.xml";
  }

  /** A version's document; versions count from 0. */
  static byte[] document(int feed, int version) {
    StringBuilder xml = new StringBuilder(24_000);
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel>")
        .append("<title>Blog " + feed + "</title>")
        .append("<link>https://blog" + feed + ".example/</link>")
        .append("<description>Notes of blog " + feed + "</description>\n");
    for (int entry = version + ENTRIES - 1; entry >= version; entry--) {
      item(xml, feed, entry);
    }
    return xml.append("</channel></rss>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A version as a fetcher would have put it on the topic of changes. */
  static Change change(int feed, int version) {
    byte[] document = document(feed, version);
    Instant fetched = date(version + ENTRIES);
    return Change.newBuilder()
        .setFeedUrl(url(feed))
        .setBody(Bodies.gzip(document))
        .setSize(document.length)
        .setContentHash(Bodies.hash(document))
        .setOrigin(
            OriginResponse.newBuilder()
                .setUrl(url(feed))
                .setContentType("application/rss+xml")
                .setEtag("\"" + version + "\"")
                .setDate(fetched)
                .build())
        .setSource(ChangeSource.FETCH)
        .setFetchedAt(fetched)
        .setFetchedBy("bench")
        .build();
  }

  private static void item(StringBuilder xml, int feed, int entry) {
    Random random = new Random(feed * 1_000_003L + entry);
    String link = "https://blog" + feed + ".example/posts/" + entry;
    xml.append("<item><title>" + words(random, 6) + "</title><link>" + link + "</link>")
        .append("<guid isPermaLink=\"true\">" + link + "</guid><pubDate>")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(date(entry).atOffset(ZoneOffset.UTC)))
        .append("</pubDate><description><![CDATA[");
    for (int paragraph = 0; paragraph < 4; paragraph++) {
      xml.append("<p>" + words(random, 34) + " <a href=\"" + link + "#" + paragraph + "\">")
          .append(words(random, 2) + "</a>.</p>");
    }
    xml.append("]]></description></item>\n");
  }

  private static Instant date(int entry) {
    return START.plus(Duration.ofMinutes(10).multipliedBy(entry));
  }

  private static String words(Random random, int count) {
    StringBuilder text = new StringBuilder(count * 8);
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}
