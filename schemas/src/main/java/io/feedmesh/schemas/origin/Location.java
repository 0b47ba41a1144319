package io.feedmesh.schemas.origin;

import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves what a Location field or a page says against where it was said (RFC 3986, section 5.2).
 */
public final class Location {
  /** The expression of RFC 3986, appendix B: scheme, authority, path, query. */
  private static final Pattern PARTS =
      Pattern.compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#.*)?");

  private Location() {}

  /**
   * The address that the field points at.
   *
   * @param reference value of the field as ISO 8859-1, absolute or relative
   * @throws BadFeedUrlException if it is no http or https address
   */
  static FeedUrl ofField(FeedUrl base, String reference) {
    return resolve(base, utf8(reference));
  }

  /**
   * The address that a page points at.
   *
   * @param reference absolute or relative
   * @throws BadFeedUrlException if it is no http or https address
   */
  public static FeedUrl resolve(FeedUrl base, String reference) {
    String text = reference.strip();
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches() || parts.group(1) != null) {
      return FeedUrl.parse(text);
    }
    if (parts.group(2) != null) {
      return FeedUrl.parse(base.scheme() + ":" + text);
    }
    String path = path(base, parts.group(3));
    String query = parts.group(4);
    if (parts.group(3).isEmpty() && query == null) {
      query = base.query();
    }
    return FeedUrl.parse(
        base.scheme() + "://" + base.authority() + path + (query == null ? "" : "?" + query));
  }

  private static String path(FeedUrl base, String reference) {
    if (reference.isEmpty()) {
      return base.path();
    }
    return reference.startsWith("/")
        ? reference
        : base.path().substring(0, base.path().lastIndexOf('/') + 1) + reference;
  }

  /** Browsers read other bytes than ASCII in it as UTF-8, and so servers send them. */
  private static String utf8(String field) {
    return new String(field.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
