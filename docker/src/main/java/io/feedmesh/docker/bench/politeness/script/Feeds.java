package io.feedmesh.docker.bench.politeness.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The documents of the scripted hosts. */
final class Feeds {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Feeds() {}

  /** A feed with one entry, and with what else its channel says. */
  static byte[] rss(String more) {
    String text =
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Politeness</title>"
            + "<link>http://politeness.test/</link><description>A feed with a rule</description>"
            + more
            + "<item><title>One</title><guid isPermaLink=\"false\">1</guid>"
            + "<description>Entry</description></item></channel></rss>";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(byte[] plain) {
    return gzip(plain, new byte[0], 0);
  }

  /** RFC 1952, with so many times more of something after the document. */
  static byte[] gzip(byte[] plain, byte[] more, int times) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
      for (int i = 0; i < times; i++) {
        gzip.write(more);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /**
   * As brotli, uncompressed: a window of 2^16, one stored meta-block of up to 64 KiB, an empty last
   * one (RFC 7932, section 9).
   */
  static byte[] brotli(byte[] plain) {
    int head = ((plain.length - 1) << 4) | (1 << 20);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head);
    out.write(head >> 8);
    out.write(head >> 16);
    out.writeBytes(plain);
    out.write(3);
    return out.toByteArray();
  }

  /** RFC 9110, section 5.6.7; parts of a second are cut off. */
  static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant);
  }
}
