package io.feedmesh.schemas.http.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;

/**
 * A field that a plain request may have: one that means something to who answers it with a feed, or
 * nothing at all. None that says how the message itself is to be read, or for whom it is.
 */
final class PlainField {
  /** Which value it may have. */
  private enum Value {
    ANY,
    HOST,
    KEEP_ALIVE
  }

  private static final int MAX_PORT = 65_535;
  private static final byte[] KEEP_ALIVE = lower("keep-alive");

  /** Of use to nobody who has found out that the request is for this server. */
  static final PlainField HOST = new PlainField("Host", false, Value.HOST);

  private static final PlainField[][] BY_LENGTH = new PlainField[32][];

  static {
    List<PlainField> all =
        List.of(
            HOST,
            new PlainField("Connection", false, Value.KEEP_ALIVE),
            kept("User-Agent"),
            kept("Referer"),
            kept("Accept-Encoding"),
            kept("If-None-Match"),
            kept("If-Modified-Since"),
            kept("A-IM"),
            passed("Accept"),
            passed("Accept-Language"),
            passed("Accept-Charset"),
            passed("Cache-Control"),
            passed("Pragma"),
            passed("From"),
            passed("DNT"),
            passed("Priority"),
            passed("Sec-Fetch-Dest"),
            passed("Sec-Fetch-Mode"),
            passed("Sec-Fetch-Site"),
            passed("Sec-Fetch-User"),
            passed("Upgrade-Insecure-Requests"));
    for (PlainField field : all) {
      PlainField[] others = BY_LENGTH[field.length()];
      PlainField[] with =
          others == null ? new PlainField[1] : Arrays.copyOf(others, others.length + 1);
      with[with.length - 1] = field;
      BY_LENGTH[field.length()] = with;
    }
  }

  private final String text;
  private final byte[] name;
  private final HttpHeader header;
  private final boolean kept;
  private final Value value;

  private PlainField(String text, boolean kept, Value value) {
    this.text = text;
    this.name = lower(text);
    this.header = HttpHeader.CACHE.get(text);
    this.kept = kept;
    this.value = value;
  }

  private static PlainField kept(String name) {
    return new PlainField(name, true, Value.ANY);
  }

  private static PlainField passed(String name) {
    return new PlainField(name, false, Value.ANY);
  }

  private static byte[] lower(String text) {
    return text.toLowerCase(Locale.ROOT).getBytes(ISO_8859_1);
  }

  /** The one whose name and colon are there; null if none of these is. */
  static PlainField at(byte[] bytes, int from, int to) {
    int colon = from;
    int most = Math.min(to, from + BY_LENGTH.length);
    while (colon < most && bytes[colon] != ':') {
      colon++;
    }
    PlainField[] candidates = colon < most ? BY_LENGTH[colon - from] : null;
    if (candidates != null) {
      for (PlainField field : candidates) {
        if (equal(bytes, from, field.name)) {
          return field;
        }
      }
    }
    return null;
  }

  /** Whether it is there, in whatever case: letters differ by one bit, and nothing else may. */
  private static boolean equal(byte[] bytes, int from, byte[] lower) {
    for (int i = 0; i < lower.length; i++) {
      byte b = bytes[from + i];
      if (b != lower[i] && !(b >= 'A' && b <= 'Z' && (b | 0x20) == lower[i])) {
        return false;
      }
    }
    return true;
  }

  /** Where its value ends; before its begin if the value is none for a plain request. */
  int end(byte[] bytes, int from, int to) {
    int at = from;
    switch (value) {
      case HOST -> at = hostEnd(bytes, from, to);
      case KEEP_ALIVE -> {
        boolean there = to - from > KEEP_ALIVE.length && equal(bytes, from, KEEP_ALIVE);
        at = there ? from + KEEP_ALIVE.length : -1;
      }
      default -> {
        while (at < to && (bytes[at] >= ' ' || bytes[at] == '\t') && bytes[at] != 0x7f) {
          at++; // bytes of 0x80 and more are negative
        }
      }
    }
    return at;
  }

  /** A name, or an IPv4 address, and maybe a port: the others have a grammar of their own. */
  private static int hostEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && isName(bytes[at])) {
      at++;
    }
    if (at == from || at == to || bytes[at] != ':') {
      return at;
    }
    int port = 0;
    for (at++; at < to && bytes[at] >= '0' && bytes[at] <= '9' && port <= MAX_PORT; at++) {
      port = port * 10 + bytes[at] - '0';
    }
    return port > 0 && port <= MAX_PORT ? at : -1;
  }

  private static boolean isName(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || b == '.'
        || b == '-';
  }

  int length() {
    return name.length;
  }

  String text() {
    return text;
  }

  /** Null for one that has none. */
  HttpHeader header() {
    return header;
  }

  /** Whether it can mean something to who answers. */
  boolean kept() {
    return kept;
  }
}
