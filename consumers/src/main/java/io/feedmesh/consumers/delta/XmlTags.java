package io.feedmesh.consumers.delta;

/**
 * Goes through a document tag by tag, by its bytes, in any encoding that has ASCII's characters as
 * ASCII's bytes and nowhere else. Passes over text, comments, CDATA, instructions and a document
 * type. Stops as soon as something is not as it should be: it never guesses. One thread at a time.
 */
final class XmlTags {
  /** What the scan came to. */
  enum Kind {
    /** {@code <name …>}. */
    START,
    /** {@code <name …/>}. */
    EMPTY,
    /** {@code </name>}. */
    END,
    /** The end of the document. */
    DONE,
    /** Something that no scan can be sure of. */
    UNCERTAIN
  }

  private final byte[] document;
  private int at;
  private int start;
  private int nameStart;
  private int nameEnd;

  XmlTags(byte[] document) {
    this.document = document;
  }

  /** Where the tag begins. */
  int start() {
    return start;
  }

  /** Where what is behind the tag begins. */
  int end() {
    return at;
  }

  int nameStart() {
    return nameStart;
  }

  int nameEnd() {
    return nameEnd;
  }

  /** Goes on to the next tag. */
  Kind next() {
    while (true) {
      start = indexOf('<', at);
      if (start < 0) {
        return Kind.DONE;
      }
      int passed;
      if (is("<!--", start)) {
        passed = after("-->", start + 4);
      } else if (is("<![CDATA[", start)) {
        passed = after("]]>", start + 9);
      } else if (is("<?", start)) {
        passed = after("?>", start + 2);
      } else if (is("<!", start)) {
        passed = afterDoctype();
      } else {
        return tag();
      }
      if (passed < 0) {
        return Kind.UNCERTAIN;
      }
      at = passed;
    }
  }

  private Kind tag() {
    boolean end = is("</", start);
    nameStart = start + (end ? 2 : 1);
    nameEnd = nameStart;
    while (nameEnd < document.length && isName(document[nameEnd])) {
      nameEnd++;
    }
    int close = nameEnd == nameStart ? -1 : closing(nameEnd, '<');
    if (close < 0) {
      return Kind.UNCERTAIN;
    }
    at = close + 1;
    if (end) {
      return Kind.END;
    }
    return document[close - 1] == '/' ? Kind.EMPTY : Kind.START;
  }

  /** A document type without declarations of its own, which could mean anything. */
  private int afterDoctype() {
    int close = closing(start + 2, '[');
    return close < 0 || !is("<!DOCTYPE", start) ? -1 : close + 1;
  }

  /** The next {@code >} outside of quotes; -1 if another character comes first. */
  private int closing(int from, char never) {
    for (int i = from; i < document.length; i++) {
      int c = document[i];
      if (c == '>') {
        return i;
      }
      if (c == never) {
        return -1;
      }
      if (c == '"' || c == '\'') {
        int quote = indexOf((char) c, i + 1);
        if (quote < 0) {
          return -1;
        }
        i = quote;
      }
    }
    return -1;
  }

  private static boolean isName(byte c) {
    return c < 0
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= ':')
        || c == '_'
        || c == '-'
        || c == '.';
  }

  private int indexOf(char c, int from) {
    for (int i = from; i < document.length; i++) {
      if (document[i] == c) {
        return i;
      }
    }
    return -1;
  }

  private boolean is(String text, int from) {
    if (from + text.length() > document.length) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (document[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int after(String text, int from) {
    for (int i = indexOf(text.charAt(0), from); i >= 0; i = indexOf(text.charAt(0), i + 1)) {
      if (is(text, i)) {
        return i + text.length();
      }
    }
    return -1;
  }
}
