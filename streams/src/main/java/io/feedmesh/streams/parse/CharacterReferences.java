package io.feedmesh.streams.parse;

import org.jsoup.nodes.Entities;

/** Reads character references of XML and HTML: decimal, hexadecimal, by name. */
final class CharacterReferences {
  private static final int MAX_LENGTH = 40;

  /** What windows-1252 has at 0x80 to 0x9F: publishers write these code points and mean that. */
  private static final String C1 =
      "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D"
          + "\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153"
          + "\u009D\u017E\u0178";

  private CharacterReferences() {}

  /** Index of the semicolon that ends the reference at the ampersand, or -1 where there is none. */
  static int end(String text, int ampersand) {
    int limit = Math.min(text.length(), ampersand + MAX_LENGTH);
    for (int i = ampersand + 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return i > ampersand + 1 ? i : -1;
      }
      boolean part = c < 0x80 && (Character.isLetterOrDigit(c) || (c == '#' && i == ampersand + 1));
      if (!part) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * The characters that the reference between ampersand and semicolon stands for: empty for a code
   * point that XML forbids, null for an unknown name.
   */
  static String resolve(String text, int ampersand, int semicolon) {
    String name = text.substring(ampersand + 1, semicolon);
    if (name.charAt(0) != '#') {
      String known = name.equals("apos") ? "'" : Entities.getByName(name);
      return known.isEmpty() ? null : known;
    }
    boolean hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
    int code = number(name, hex ? 2 : 1, hex ? 16 : 10);
    if (code >= 0x80 && code <= 0x9F) {
      return String.valueOf(windows1252((char) code));
    }
    return allowed(code) ? Character.toString(code) : "";
  }

  /** What a character of the second block of controls means: that of windows-1252. */
  static char windows1252(char c) {
    return c >= 0x80 && c <= 0x9F ? C1.charAt(c - 0x80) : c;
  }

  /** Whether XML 1.0, section 2.2, allows the code point. */
  static boolean allowed(int code) {
    return code == '\t'
        || code == '\n'
        || code == '\r'
        || (code >= 0x20 && code <= 0xD7FF)
        || (code >= 0xE000 && code <= 0xFFFD)
        || (code >= 0x10000 && code <= 0x10FFFF);
  }

  private static int number(String digits, int from, int radix) {
    if (from == digits.length()) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0 || value > 0x10FFFF) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}
