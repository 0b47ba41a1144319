package io.feedmesh.streams.parse;

import java.util.Locale;
import org.jsoup.parser.Tag;

/**
 * The text of a piece of HTML: known tags, comments, scripts and styles left out, character
 * references read, white space folded. One linear pass; far cheaper than building a tree.
 */
final class PlainText {
  private static final int MAX_TAG_NAME = 20;

  private final String html;
  private final StringBuilder out;
  private int at;

  private PlainText(String html) {
    this.html = html;
    this.out = new StringBuilder(html.length());
  }

  /** Text of HTML; null stays null, and what has no text becomes null. */
  static String ofHtml(String html) {
    if (html == null) {
      return null;
    }
    if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
      return folded(html);
    }
    return folded(new PlainText(html).read());
  }

  /** Text with each run of white space as one blank; null where nothing is left. */
  static String folded(String text) {
    if (text == null) {
      return null;
    }
    StringBuilder folded = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || c == '\u00A0') {
        space = true;
      } else {
        if (space && !folded.isEmpty()) {
          folded.append(' ');
        }
        space = false;
        folded.append(c);
      }
    }
    return folded.isEmpty() ? null : folded.toString();
  }

  private String read() {
    while (at < html.length()) {
      char c = html.charAt(at);
      if (c == '<') {
        mark();
      } else if (c == '&') {
        reference();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
  }

  private void mark() {
    if (html.startsWith("<!--", at)) {
      int end = html.indexOf("-->", at + 4);
      at = end < 0 ? html.length() : end + 3;
      return;
    }
    boolean closing = html.startsWith("</", at);
    String name = name(at + (closing ? 2 : 1));
    if (!Tag.isKnownTag(name)) {
      out.append('<');
      at++;
      return;
    }
    at = tagEnd(at);
    if (!closing && (name.equals("script") || name.equals("style"))) {
      int end = closing(name, at);
      at = end < 0 ? html.length() : tagEnd(end);
    }
    if (Tag.valueOf(name).isBlock() || name.equals("br")) {
      out.append(' ');
    }
  }

  private int closing(String name, int from) {
    int at = html.indexOf("</", from);
    while (at >= 0 && !html.regionMatches(true, at + 2, name, 0, name.length())) {
      at = html.indexOf("</", at + 2);
    }
    return at;
  }

  private String name(int start) {
    int end = start;
    while (end < html.length()
        && end - start < MAX_TAG_NAME
        && html.charAt(end) < 0x80
        && Character.isLetterOrDigit(html.charAt(end))) {
      end++;
    }
    return html.substring(start, end).toLowerCase(Locale.ROOT);
  }

  private int tagEnd(int start) {
    char quote = 0;
    char before = 0; // the last that is no blank
    for (int i = start; i < html.length(); i++) {
      char c = html.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && before == '=') {
        quote = c;
      } else if (c == '>') {
        return i + 1;
      }
      before = Character.isWhitespace(c) ? before : c;
    }
    return html.length();
  }

  private void reference() {
    int semicolon = CharacterReferences.end(html, at);
    String characters = semicolon < 0 ? null : CharacterReferences.resolve(html, at, semicolon);
    if (characters == null) {
      out.append('&');
      at++;
    } else {
      out.append(characters);
      at = semicolon + 1;
    }
  }
}
