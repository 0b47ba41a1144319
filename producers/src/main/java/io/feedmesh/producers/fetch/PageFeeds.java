package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.origin.Location;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * The feeds that a page names: {@code <link rel="alternate" type="…" href="…">} with a type that
 * only feeds have, in the page's order, relative to its {@code <base href>}. Nothing is guessed.
 * Pure.
 */
final class PageFeeds {
  static final int MOST = 20;

  /** Links to feeds stand at the top; the rest of a page is not worth the time. */
  private static final int LOOKED_AT = 512 * 1024;

  /** Without application/json, under which half the Web's pages name something else. */
  private static final Set<String> TYPES =
      Set.of(
          "application/rss+xml",
          "application/atom+xml",
          "application/feed+json",
          "application/rdf+xml",
          "application/rss",
          "application/atom",
          "application/xml",
          "text/xml",
          "text/rss+xml",
          "text/rss");

  private static final Pattern CHARSET =
      Pattern.compile("charset=[\"']?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);

  private PageFeeds() {}

  /**
   * Finds them.
   *
   * @param contentType as sent, or null
   * @param at where the page was found
   * @return at most 20, each once, never the page itself
   */
  static List<FeedUrl> find(byte[] page, String contentType, FeedUrl at) {
    Document document = parse(page, contentType);
    FeedUrl base = base(document, at);
    return document.select("link[rel][type][href]").stream()
        .filter(PageFeeds::namesFeed)
        .map(link -> resolve(base, link.attr("href")))
        .flatMap(Optional::stream)
        .filter(feed -> !feed.equals(at))
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static Document parse(byte[] page, String contentType) {
    ByteArrayInputStream in = new ByteArrayInputStream(page, 0, Math.min(page.length, LOOKED_AT));
    try {
      return Jsoup.parse(in, charset(contentType), "", Parser.htmlParser());
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory cannot be read", e);
    }
  }

  /** Null lets the page itself say. */
  private static String charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
    try {
      return named.find() && Charset.isSupported(named.group(1)) ? named.group(1) : null;
    } catch (IllegalArgumentException e) {
      return null; // no name for a charset
    }
  }

  private static FeedUrl base(Document document, FeedUrl at) {
    Element base = document.selectFirst("base[href]");
    return base == null ? at : resolve(at, base.attr("href")).orElse(at);
  }

  private static boolean namesFeed(Element link) {
    String type = link.attr("type").strip().toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    return List.of(link.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+"))
            .contains("alternate")
        && TYPES.contains(parameters < 0 ? type : type.substring(0, parameters).strip());
  }

  private static Optional<FeedUrl> resolve(FeedUrl base, String reference) {
    try {
      return Optional.of(Location.resolve(base, reference));
    } catch (BadFeedUrlException e) {
      return Optional.empty(); // not http, or nonsense
    }
  }
}
