package io.feedmesh.schemas.url;

import java.util.Locale;
import java.util.Objects;

/**
 * The canonical address of a feed: the identity of a feed everywhere in Feedmesh, and the key of
 * nearly every record.
 *
 * <p>Two spellings of one address that RFC 3986, section 6.2.2 and 6.2.3, calls equivalent give the
 * same FeedUrl: case of scheme and host, default port, dot segments, needless or lower-case
 * percent-encoding, empty path. Beyond the RFC the fragment, an empty query and a root dot at the
 * end of the host are dropped, hosts in other scripts become their A-labels (RFC 3490), and the
 * {@code feed:} scheme is taken off. Query parameters keep their order, paths their case.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class FeedUrl implements Comparable<FeedUrl> {
  /** Longest canonical URL in characters, which are all ASCII. */
  public static final int MAX_LENGTH = 2048;

  private final String canonical;
  private final int port;
  private final short hostEnd;
  private final short pathStart;
  private final short queryMark; // past the end if there is none
  private final int hash; // no look at the string, which is elsewhere in memory

  /** One string and where its parts are: an edge may know a million feeds. */
  private FeedUrl(String scheme, Authority authority, String path, String query, String given) {
    this.port = authority.port();
    String start = scheme + "://" + authority.host();
    String place = port == Authority.defaultPort(scheme) ? start : start + ":" + port;
    this.canonical = place + path + (query == null ? "" : "?" + query);
    if (canonical.length() > MAX_LENGTH) {
      throw new BadFeedUrlException(given, "longer than " + MAX_LENGTH + " characters");
    }
    this.hostEnd = (short) start.length();
    this.pathStart = (short) place.length();
    this.queryMark = (short) (place.length() + path.length());
    this.hash = canonical.hashCode();
  }

  /**
   * Reads an absolute http or https address in any spelling.
   *
   * @throws BadFeedUrlException if it is no such address, has user info, or is longer than {@link
   *     #MAX_LENGTH}
   */
  public static FeedUrl parse(String text) {
    Objects.requireNonNull(text, "text");
    if (text.length() > 4 * MAX_LENGTH) {
      throw new BadFeedUrlException(text, "longer than " + MAX_LENGTH + " characters");
    }
    String rest = withoutFeedScheme(text.strip());
    int colon = rest.indexOf("://");
    String scheme = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new BadFeedUrlException(text, "it must start with http:// or https://");
    }
    rest = before(rest.substring(colon + 3), '#');
    int end = authorityEnd(rest);
    Authority authority = Authority.parse(rest.substring(0, end), scheme, text);
    String target = rest.substring(end);
    int mark = target.indexOf('?');
    String path =
        DotSegments.remove(
            PercentEncoding.normalize(mark < 0 ? target : target.substring(0, mark), text));
    String query = mark < 0 ? "" : PercentEncoding.normalize(target.substring(mark + 1), text);
    return new FeedUrl(
        scheme, authority, path.isEmpty() ? "/" : path, query.isEmpty() ? null : query, text);
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return canonical.charAt(4) == 's' ? "https" : "http";
  }

  /** Host in lower case as A-labels, or an address literal; IPv6 ones in brackets. */
  public String host() {
    return canonical.substring(hostStart(), hostEnd);
  }

  /** Port, also where it is the scheme's default. */
  public int port() {
    return port;
  }

  /** Host, and port where it is not the scheme's default. */
  public String authority() {
    return canonical.substring(hostStart(), pathStart);
  }

  /** Path, at least {@code /}. */
  public String path() {
    return canonical.substring(pathStart, queryMark);
  }

  /** Query without its question mark, or null. */
  public String query() {
    return queryMark == canonical.length() ? null : canonical.substring(queryMark + 1);
  }

  /** What a request line to the origin holds. */
  public String pathAndQuery() {
    return canonical.substring(pathStart);
  }

  private int hostStart() {
    return canonical.charAt(4) == 's' ? 8 : 7;
  }

  @Override
  public int compareTo(FeedUrl other) {
    return canonical.compareTo(other.canonical);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof FeedUrl url && url.hash == hash && url.canonical.equals(canonical));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** The canonical spelling. */
  @Override
  public String toString() {
    return canonical;
  }

  /** {@code feed:https://x} and {@code feed://x}, which browsers hand to feed readers. */
  private static String withoutFeedScheme(String text) {
    if (!text.regionMatches(true, 0, "feed:", 0, 5)) {
      return text;
    }
    String rest = text.substring(5);
    return rest.startsWith("//") ? "http:" + rest : rest;
  }

  private static int authorityEnd(String rest) {
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '/' || c == '?') {
        return i;
      }
    }
    return rest.length();
  }

  private static String before(String text, char mark) {
    int at = text.indexOf(mark);
    return at < 0 ? text : text.substring(0, at);
  }
}
