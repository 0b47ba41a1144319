package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.RejectReason;

/**
 * Takes out of a document what XML forbids and publishers write all the same: junk before and after
 * the root element, entries that were left open, control characters, half surrogates, bare
 * ampersands, unknown entities, bad character references, {@code <} and {@code ]]>} in text,
 * comments that hold {@code --}. One linear pass.
 */
final class XmlCleaner {
  private static final String[] STARTS = {"<?xml", "<rss", "<feed", "<rdf:RDF", "<channel"};
  private static final String[] ENDS = {"</rss>", "</feed>", "</rdf:RDF>"};

  private final String text;
  private final StringBuilder out;
  private int at;
  private boolean inTag;
  private boolean tagIsEntry;
  private String open; // name of the entry that was begun and not ended, with its prefix

  private XmlCleaner(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + 64);
  }

  /**
   * The document without all that.
   *
   * @param bound most characters that may come out, as an escaped one is longer than a bare one
   */
  static String clean(String document, int bound) {
    return new XmlCleaner(withoutJunk(document)).run(bound);
  }

  private static String withoutJunk(String document) {
    int start = -1;
    for (String mark : STARTS) {
      int found = document.indexOf(mark);
      start = found >= 0 && (start < 0 || found < start) ? found : start;
    }
    int end = -1;
    for (String mark : ENDS) {
      int found = document.lastIndexOf(mark);
      end = found >= 0 ? Math.max(end, found + mark.length()) : end;
    }
    int from = start < 0 ? Math.max(0, document.indexOf('<')) : start;
    return Prolog.strip(document.substring(from, end > from ? end : document.length())).text();
  }

  private String run(int bound) {
    while (at < text.length()) {
      if (out.length() > bound) {
        throw new RefusedException(
            RejectReason.TOO_LARGE, "cleaned of what XML forbids it grows past " + bound);
      }
      char c = text.charAt(at);
      if (c == '<' && !inTag) {
        markup();
      } else if (c == '>' && inTag) {
        inTag = false;
        open = out.charAt(out.length() - 1) == '/' && tagIsEntry ? null : open;
        out.append(text.charAt(at++));
      } else if (c == '&') {
        ampersand();
      } else if (c == '<') {
        out.append("&lt;");
        at++;
      } else if (c == ']' && !inTag && text.startsWith("]]>", at)) {
        out.append("]]&gt;");
        at += 3;
      } else {
        at = character(at);
      }
    }
    return out.toString();
  }

  private void markup() {
    if (text.startsWith("<![CDATA[", at)) {
      int end = text.indexOf("]]>", at);
      end = end < 0 ? text.length() : end + 3;
      while (at < end) {
        at = character(at);
      }
    } else if (text.startsWith("<!--", at)) {
      skipPast("-->", at + 4);
    } else if (text.startsWith("<?", at) || text.startsWith("<!", at)) {
      skipPast(">", at);
    } else if (at + 1 < text.length()
        && (MarkupScan.nameStart(text.charAt(at + 1)) || text.charAt(at + 1) == '/')) {
      inTag = true;
      entry();
      out.append('<');
      at++;
    } else {
      out.append("&lt;");
      at++;
    }
  }

  /** An entry that begins while another is open ends it, so none is within another. */
  private void entry() {
    boolean end = text.charAt(at + 1) == '/';
    int start = at + (end ? 2 : 1);
    int stop = MarkupScan.entryEnd(text, start);
    tagIsEntry = stop > 0 && !end;
    if (stop > 0) {
      if (!end && open != null) {
        out.append("</").append(open).append('>');
      }
      open = end ? null : text.substring(start, stop);
    }
  }

  private void skipPast(String mark, int from) {
    int end = text.indexOf(mark, from);
    at = end < 0 ? text.length() : end + mark.length();
  }

  private void ampersand() {
    int semicolon = CharacterReferences.end(text, at);
    if (semicolon < 0) {
      out.append("&amp;");
      at++;
      return;
    }
    String characters = CharacterReferences.resolve(text, at, semicolon);
    if (characters == null) {
      out.append("&amp;").append(text, at + 1, semicolon + 1);
    } else {
      escaped(characters);
    }
    at = semicolon + 1;
  }

  private void escaped(String characters) {
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&apos;");
        default -> out.append(c);
      }
    }
  }

  private int character(int index) {
    int code = text.codePointAt(index);
    if (CharacterReferences.allowed(code)) {
      out.appendCodePoint(code);
    }
    return index + Character.charCount(code);
  }
}
