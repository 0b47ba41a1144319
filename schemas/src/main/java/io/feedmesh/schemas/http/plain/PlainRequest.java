package io.feedmesh.schemas.http.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * A request of the plainest form, that of nearly all readers: GET or HEAD of a path by HTTP/1.1,
 * without a body, with no fields but those that are known here. Immutable.
 *
 * <p>Never guesses: what is not of this form to the last byte is no plain request, and for a parser
 * that knows all of HTTP. So nothing can be taken here for something else than it is there (RFC
 * 9112, section 11.2).
 */
public final class PlainRequest {
  private static final byte[] GET = "GET ".getBytes(ISO_8859_1);
  private static final byte[] HEAD = "HEAD ".getBytes(ISO_8859_1);
  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(ISO_8859_1);
  private static final int MOST_FIELDS = 20;

  /** Those of a path and query that need no thought: neither escapes nor parameters. */
  private static final boolean[] TARGET =
      bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,=:@/?");

  private final boolean head;
  private final String target;
  private final HttpFields fields;
  private final int end;

  private PlainRequest(boolean head, String target, HttpFields fields, int end) {
    this.head = head;
    this.target = target;
    this.fields = fields;
    this.end = end;
  }

  private static boolean[] bytes(String these) {
    boolean[] table = new boolean[256];
    these.chars().forEach(c -> table[c] = true);
    return table;
  }

  /**
   * Reads the one that begins there.
   *
   * @param from where it begins
   * @param to end of what has come
   * @return null if that is no plain request, or not all of one
   */
  public static PlainRequest read(byte[] bytes, int from, int to) {
    boolean head = starts(bytes, from, to, HEAD);
    if (!head && !starts(bytes, from, to, GET)) {
      return null;
    }
    int begin = from + (head ? HEAD.length : GET.length);
    int at = begin;
    while (at < to && TARGET[bytes[at] & 0xff]) {
      at++;
    }
    boolean path = at > begin + 1 && bytes[begin] == '/' && bytes[begin + 1] != '/';
    if (!path || !starts(bytes, at, to, VERSION)) {
      return null;
    }
    HttpFields.Mutable fields = HttpFields.build();
    int end = fields(bytes, at + VERSION.length, to, fields);
    return end < 0
        ? null
        : new PlainRequest(head, new String(bytes, begin, at - begin, ISO_8859_1), fields, end);
  }

  /** Reads all fields; the end of the empty line after them, or -1. */
  private static int fields(byte[] bytes, int from, int to, HttpFields.Mutable fields) {
    int at = from;
    boolean host = false;
    for (int i = 0; i <= MOST_FIELDS; i++) {
      if (isLineEnd(bytes, at, to)) {
        return host ? at + 2 : -1;
      }
      PlainField name = PlainField.at(bytes, at, to);
      int value = name == null ? -1 : afterSpaces(bytes, at + name.length() + 1, to);
      int end = value < 0 ? -1 : name.end(bytes, value, to);
      if (end <= value || !isLineEnd(bytes, end, to) || (host && name == PlainField.HOST)) {
        return -1;
      }
      host |= name == PlainField.HOST;
      if (name.kept()) {
        fields.add(new HttpField(name.header(), name.text(), text(bytes, value, end)));
      }
      at = end + 2;
    }
    return -1;
  }

  private static String text(byte[] bytes, int from, int to) {
    int end = to;
    while (bytes[end - 1] == ' ' || bytes[end - 1] == '\t') {
      end--; // stops at the value's first byte, which is none
    }
    return new String(bytes, from, end - from, ISO_8859_1);
  }

  private static int afterSpaces(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static boolean isLineEnd(byte[] bytes, int at, int to) {
    return at + 1 < to && bytes[at] == '\r' && bytes[at + 1] == '\n';
  }

  private static boolean starts(byte[] bytes, int at, int to, byte[] with) {
    if (to - at < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if (bytes[at + i] != with[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether only the header of the answer is wanted. */
  public boolean head() {
    return head;
  }

  /** Path and query as sent. */
  public String target() {
    return target;
  }

  /** Those that can mean something to who answers. */
  public HttpFields fields() {
    return fields;
  }

  /** Where the next request begins. */
  int end() {
    return end;
  }
}
