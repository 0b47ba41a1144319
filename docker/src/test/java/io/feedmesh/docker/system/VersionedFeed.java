package io.feedmesh.docker.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** RSS whose title tells which version it is and what the checksum of its items is. */
final class VersionedFeed {
  private static final int ENTRIES = 12;
  private static final Pattern TITLE =
      Pattern.compile("<title>feed (\\d+) version (\\d+) sum ([0-9a-f]+)</title>");

  private VersionedFeed() {}

  static byte[] document(int feed, int version) {
    StringBuilder items = new StringBuilder();
    for (int entry = version; entry > version - ENTRIES; entry--) {
      items.append(
          "<item><guid isPermaLink=\"false\">f%d-e%d</guid><title>entry %d of feed %d</title><description>%s</description></item>\n"
              .formatted(feed, entry, entry, feed, "words ".repeat(20 + (feed + entry) % 40)));
    }
    return ("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>feed %d version %d sum %s</title>\n"
                .formatted(feed, version, sum(items.toString()))
            + items
            + "</channel></rss>\n")
        .getBytes(UTF_8);
  }

  private static String sum(String items) {
    CRC32 crc = new CRC32();
    crc.update(items.getBytes(UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /** The version, if this is a whole document of that feed; with a delta, one with fewer items. */
  static OptionalInt version(int feed, String text, boolean delta) {
    Matcher title = TITLE.matcher(text);
    if (!title.find() || Integer.parseInt(title.group(1)) != feed) {
      return OptionalInt.empty();
    }
    int begin = text.indexOf("<item>");
    int end = text.indexOf("</channel></rss>");
    boolean whole =
        end > 0
            && text.endsWith("</channel></rss>\n")
            && (delta || (begin > 0 && sum(text.substring(begin, end)).equals(title.group(3))));
    return whole ? OptionalInt.of(Integer.parseInt(title.group(2))) : OptionalInt.empty();
  }
}
