package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.RejectReason;

/** Tells by the first bytes and characters what can't be a feed. */
final class Sniffer {
  private static final int HEAD = 512;

  private Sniffer() {}

  /** Refuses what is empty or of a binary kind. */
  static void checkBytes(byte[] bytes) {
    if (bytes.length == 0) {
      throw new RefusedException(RejectReason.EMPTY, "the document has no bytes");
    }
    String kind = binaryKind(bytes);
    if (kind != null) {
      throw notAFeed(kind);
    }
  }

  /** Whether it looks like JSON; refuses what is blank or plain text without any mark-up. */
  static boolean isJson(String text) {
    int at = 0;
    while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == '\uFEFF')) {
      at++;
    }
    if (at == text.length()) {
      throw new RefusedException(RejectReason.EMPTY, "the document is blank");
    }
    char first = text.charAt(at);
    if (first == '{') {
      return true;
    }
    if (text.indexOf('<', at) < 0) {
      throw notAFeed(first == '[' ? "a JSON array" : "plain text");
    }
    return false;
  }

  static RefusedException notAFeed(String found) {
    return new RefusedException(
        RejectReason.NOT_A_FEED, "expected RSS, Atom or JSON Feed, found " + found);
  }

  private static String binaryKind(byte[] b) {
    if (starts(b, 0x89, 'P', 'N', 'G')
        || starts(b, 'G', 'I', 'F', '8')
        || starts(b, 0xFF, 0xD8, 0xFF)) {
      return "an image";
    }
    if (starts(b, '%', 'P', 'D', 'F')) {
      return "a PDF document";
    }
    if (starts(b, 0x1F, 0x8B) || starts(b, 'P', 'K', 3, 4)) {
      return "an archive";
    }
    boolean utf16 =
        starts(b, 0xFE, 0xFF)
            || starts(b, 0xFF, 0xFE)
            || starts(b, 0, 0, 0xFE, 0xFF)
            || starts(b, 0, '<')
            || starts(b, '<', 0);
    int controls = 0;
    for (int i = 0; !utf16 && i < Math.min(b.length, HEAD); i++) {
      controls += b[i] >= 0 && b[i] < ' ' && b[i] != '\t' && b[i] != '\r' && b[i] != '\n' ? 1 : 0;
    }
    return controls * 10 > Math.min(b.length, HEAD) ? "binary data" : null;
  }

  private static boolean starts(byte[] bytes, int... expected) {
    if (bytes.length < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((bytes[i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}
