package io.feedmesh.streams.parse;

import java.util.Locale;

/**
 * What stands before the root element. The XML declaration and the doctype are taken off by a
 * linear scan; nothing in them is ever resolved.
 *
 * @param root name of the first element in lower case, or empty where there is none
 * @param text the document without declaration and doctype
 */
record Prolog(String root, String text) {
  static Prolog strip(String document) {
    int at = 0;
    while (at < document.length()) {
      char c = document.charAt(at);
      if (c <= ' ' || c == '\uFEFF') {
        at++;
      } else if (document.startsWith("<?", at)) {
        at = afterInstruction(document, at);
      } else if (document.startsWith("<!--", at)) {
        at = after(document, "-->", at + 4);
      } else if (document.regionMatches(true, at, "<!DOCTYPE", 0, 9)) {
        at = afterDoctype(document, at + 9);
      } else {
        break;
      }
    }
    String rest = document.substring(at);
    return new Prolog(firstName(rest), rest);
  }

  /** A declaration that lacks its question mark at the end does not hide what follows. */
  private static int afterInstruction(String text, int from) {
    int tag = text.indexOf('<', from + 2);
    String before = text.substring(from, tag < 0 ? text.length() : tag); // so each is read once
    boolean open = tag >= 0 && before.indexOf("?>") < 0;
    return open && text.regionMatches(true, from, "<?xml ", 0, 6)
        ? after(text, ">", from)
        : after(text, "?>", from);
  }

  private static int after(String text, String mark, int from) {
    int at = text.indexOf(mark, from);
    return at < 0 ? text.length() : at + mark.length();
  }

  /** Past the {@code >} that ends a doctype, over quotes, comments and an internal subset. */
  private static int afterDoctype(String text, int from) {
    int depth = 0;
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'') {
        at = after(text, String.valueOf(c), at + 1);
        continue;
      }
      if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at + 4);
        continue;
      }
      if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == '>' && depth <= 0) {
        return at + 1;
      }
      at++;
    }
    return at;
  }

  private static String firstName(String text) {
    if (text.isEmpty() || text.charAt(0) != '<') {
      return "";
    }
    int end = 1;
    while (end < text.length() && end < 64 && " \t\r\n/>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(1, end).toLowerCase(Locale.ROOT);
  }
}
