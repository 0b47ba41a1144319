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
  private final String scheme;
  private final String host;
  private final int port;
  private final String path;
  private final String query;

  private FeedUrl(String scheme, String host, int port, String path, String query) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.path = path;
    this.query = query;
    this.canonical = scheme + "://" + authority() + pathAndQuery();
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
    FeedUrl url =
        new FeedUrl(
            scheme,
            authority.host(),
            authority.port(),
            path.isEmpty() ? "/" : path,
            query.isEmpty() ? null : query);
    if (url.canonical.length() > MAX_LENGTH) {
      throw new BadFeedUrlException(text, "longer than " + MAX_LENGTH + " characters");
    }
    return url;
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return scheme;
  }

  /** Host in lower case as A-labels, or an address literal; IPv6 ones in brackets. */
  public String host() {
    return host;
  }

  /** Port, also where it is the scheme's default. */
  public int port() {
    return port;
  }

  /** Host, and port where it is not the scheme's default. */
  public String authority() {
    return port == Authority.defaultPort(scheme) ? host : host + ":" + port;
  }

  /** Path, at least {@code /}. */
  public String path() {
    return path;
  }

  /** Query without its question mark, or null. */
  public String query() {
    return query;
  }

  /** What a request line to the origin holds. */
  public String pathAndQuery() {
    return query == null ? path : path + "?" + query;
  }

  @Override
  public int compareTo(FeedUrl other) {
    return canonical.compareTo(other.canonical);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeedUrl url && url.canonical.equals(canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
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
