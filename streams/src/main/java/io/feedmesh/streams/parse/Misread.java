package io.feedmesh.streams.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text that somebody misread before it was published: UTF-8 taken for ISO-8859-1 and encoded once
 * more, and code points of windows-1252 written as if they were Unicode's.
 */
final class Misread {
  private Misread() {}

  /** The text as it was meant. */
  static String repaired(String text) {
    char most = 0;
    boolean controls = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      most = c > most ? c : most;
      controls |= c >= 0x80 && c <= 0x9F;
    }
    if (most < 0x80 || (most > 0xFF && !controls)) {
      return text;
    }
    if (most <= 0xFF) {
      String decoded = new String(text.getBytes(ISO_8859_1), UTF_8);
      if (decoded.indexOf('\uFFFD') < 0) {
        return decoded;
      }
    }
    return controls ? windows1252(text) : text;
  }

  private static String windows1252(String text) {
    StringBuilder meant = new StringBuilder(text.length());
    text.chars().forEach(c -> meant.append(CharacterReferences.windows1252((char) c)));
    return meant.toString();
  }
}
