package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.RejectReason;
import java.util.HashSet;
import java.util.Set;

/**
 * One linear pass over the text of an XML document that refuses what is past a bound, before any
 * parser builds something of it. It reads mark-up as leniently as the most lenient stage: an end
 * tag closes the innermost element of its name and what was left open within.
 */
final class MarkupScan {
  /** More prefixes than any real feed declares; parsers carry all of them along. */
  private static final int MAX_PREFIXES = 100;

  /** Elements, attributes, texts in all; each costs a hundred bytes of heap once it is parsed. */
  private static final int MAX_PARTS = 400_000;

  private static final String NAME_ENDS = " \t\r\n/>=\"'<";

  private final String text;
  private final ParseBounds bounds;
  private final Set<Integer> prefixes = new HashSet<>();
  private final int[] open;
  private int depth;
  private int entries;
  private int parts;
  private int at;

  private MarkupScan(String text, ParseBounds bounds) {
    this.text = text;
    this.bounds = bounds;
    this.open = new int[bounds.depth() + 1];
  }

  static void check(String text, ParseBounds bounds, Deadline deadline) {
    MarkupScan scan = new MarkupScan(text, bounds);
    int tags = 0;
    while (scan.next()) {
      if ((++tags & 0xFFF) == 0) {
        deadline.check();
      }
    }
  }

  private boolean next() {
    int before = at;
    at = text.indexOf('<', at);
    if (at > before + 1) { // as it stands at the end of the tag before
      countPart();
    }
    if (at < 0 || at + 1 >= text.length()) {
      return false;
    }
    char c = text.charAt(at + 1);
    if (text.startsWith("<!--", at)) {
      return skipPast("-->", at + 4);
    }
    if (text.startsWith("<![CDATA[", at)) {
      countPart();
      return skipPast("]]>", at + 9);
    }
    if (c == '?' || c == '!') {
      return skipPast(">", at + 1);
    }
    if (c == '/') {
      int start = at + 2;
      at = boundedNameEnd(start);
      close(hash(start, at));
    } else if (nameStart(c)) {
      element();
    } else {
      at++;
    }
    return true;
  }

  private void element() {
    countPart();
    int start = at + 1;
    at = boundedNameEnd(start);
    int name = hash(start, at);
    if (entry(text, start, at)) {
      countEntry();
      closeOpen(name); // entries are not within each other: the one before was left open
    }
    if (!attributes()) {
      if (depth >= bounds.depth()) {
        throw past(RejectReason.TOO_DEEP, "elements within each other", bounds.depth());
      }
      open[depth++] = name;
    }
  }

  /** Reads to the end of a start tag; true where it is an empty element. */
  private boolean attributes() {
    int count = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '>') {
        return text.charAt(at - 1) == '/';
      }
      if (c == '"' || c == '\'') {
        value(c);
      } else if (nameStart(c)) {
        if (++count > bounds.attributes()) {
          throw past(
              RejectReason.TOO_MANY_ATTRIBUTES, "attributes of an element", bounds.attributes());
        }
        int start = at;
        at = boundedNameEnd(start);
        countPrefix(start);
        countPart();
      } else {
        at++;
      }
    }
    return true;
  }

  private void value(char quote) {
    int end = text.indexOf(quote, at + 1);
    end = end < 0 ? text.length() : end;
    if (end - at - 1 > bounds.attributeLength()) {
      throw past(
          RejectReason.ATTRIBUTE_TOO_LONG, "characters in an attribute", bounds.attributeLength());
    }
    at = end + 1;
  }

  private void countPart() {
    if (++parts > MAX_PARTS) {
      throw past(RejectReason.TOO_LARGE, "elements, attributes and texts", MAX_PARTS);
    }
  }

  private void countPrefix(int start) {
    if (text.startsWith("xmlns", start)
        && prefixes.add(hash(start, at))
        && prefixes.size() > MAX_PREFIXES) {
      throw past(RejectReason.TOO_MANY_ATTRIBUTES, "namespace prefixes", MAX_PREFIXES);
    }
  }

  /** Whether it is the name of an entry, with any prefix. */
  private static boolean entry(String text, int start, int end) {
    int local = end;
    while (local > start && text.charAt(local - 1) != ':') {
      local--;
    }
    return is(text, local, end, "item") || is(text, local, end, "entry");
  }

  /** Where the name that starts there ends, if it is that of an entry, else -1. */
  static int entryEnd(String text, int start) {
    int end = nameEnd(text, start);
    return entry(text, start, end) ? end : -1;
  }

  private void countEntry() {
    if (++entries > bounds.entries()) {
      throw past(RejectReason.TOO_MANY_ENTRIES, "entries", bounds.entries());
    }
  }

  private static boolean is(String text, int start, int end, String name) {
    return end - start == name.length() && text.regionMatches(true, start, name, 0, name.length());
  }

  private void close(int name) {
    if (!closeOpen(name)) {
      countPart(); // as parsers look for what it might end, too
    }
  }

  private boolean closeOpen(int name) {
    for (int i = depth - 1; i >= 0; i--) {
      if (open[i] == name) {
        depth = i;
        return true;
      }
    }
    return false;
  }

  private int boundedNameEnd(int start) {
    int end = nameEnd(text, start);
    if (end - start > bounds.nameLength()) {
      throw past(RejectReason.NAME_TOO_LONG, "characters in a name", bounds.nameLength());
    }
    return end;
  }

  /** Where the name that starts there ends. */
  static int nameEnd(String text, int start) {
    int end = start;
    while (end < text.length() && NAME_ENDS.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private int hash(int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return hash;
  }

  private boolean skipPast(String mark, int from) {
    int end = text.indexOf(mark, from);
    at = end < 0 ? text.length() : end + mark.length();
    return end >= 0;
  }

  static boolean nameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c > 0x7F;
  }

  private static RefusedException past(RejectReason reason, String what, int bound) {
    return new RefusedException(reason, "at most " + bound + " " + what + " are read, found more");
  }
}
