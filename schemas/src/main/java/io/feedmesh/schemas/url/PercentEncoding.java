package io.feedmesh.schemas.url;

import java.nio.charset.StandardCharsets;

/**
 * Brings the percent-encoding of a path or query into its one canonical form (RFC 3986, section
 * 6.2.2): what needs no encoding has none, hexadecimal digits are upper case, and what may not
 * stand in a URL is encoded as UTF-8.
 */
final class PercentEncoding {
  private static final String KEPT = "-._~!$&'()*+,;=:@/?";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  static String normalize(String text, String whole) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      if (b < 0x20 || b == 0x7f) {
        throw new BadFeedUrlException(whole, "it has a control character");
      }
      int encoded = b == '%' ? hexPair(bytes, i + 1) : -1;
      if (encoded == 0) {
        throw new BadFeedUrlException(whole, "it has an encoded NUL");
      }
      if (encoded >= 0) {
        i += 2;
        if (unreserved(encoded)) {
          out.append((char) encoded);
        } else {
          encode(encoded, out);
        }
      } else if (unreserved(b) || KEPT.indexOf(b) >= 0) {
        out.append((char) b);
      } else {
        encode(b, out);
      }
    }
    return out.toString();
  }

  private static int hexPair(byte[] bytes, int at) {
    if (at + 1 >= bytes.length) {
      return -1;
    }
    int high = Character.digit(bytes[at], 16);
    int low = Character.digit(bytes[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static void encode(int b, StringBuilder out) {
    out.append('%').append(HEX[b >> 4]).append(HEX[b & 15]);
  }

  private static boolean unreserved(int b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }
}
