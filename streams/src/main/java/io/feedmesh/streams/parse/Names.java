package io.feedmesh.streams.parse;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One name for each element, whatever prefix, case or namespace its publisher took: the elements of
 * RSS, Atom and XHTML have bare names, those of known modules their usual prefix ({@code dc:date}),
 * unknown ones the prefix that they came with. All in lower case.
 */
final class Names {
  static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
  static final String RSS_090 = "http://my.netscape.com/rdf/simple/0.9/";

  private static final Map<String, String> MODULES =
      Map.ofEntries(
          Map.entry("http://purl.org/dc/elements/1.1/", "dc"),
          Map.entry("http://purl.org/dc/elements/1.0/", "dc"),
          Map.entry("http://purl.org/dc/terms/", "dcterms"),
          Map.entry("http://purl.org/rss/1.0/modules/content/", "content"),
          Map.entry("http://purl.org/rss/1.0/modules/syndication/", "sy"),
          Map.entry("http://purl.org/rss/1.0/modules/slash/", "slash"),
          Map.entry("http://purl.oclc.org/net/rss_2.0/enc#", "enc"),
          Map.entry("http://search.yahoo.com/mrss/", "media"),
          Map.entry("http://search.yahoo.com/mrss", "media"),
          Map.entry("http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"),
          Map.entry("http://www.itunes.com/DTDs/Podcast-1.0.dtd", "itunes"),
          Map.entry("http://wellformedweb.org/CommentAPI/", "wfw"),
          Map.entry("http://purl.org/syndication/thread/1.0", "thr"),
          Map.entry("http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
          Map.entry(RDF, "rdf"));
  private static final Set<String> RSS =
      Set.of(
          "http://purl.org/rss/1.0/",
          "http://purl.org/rss/1.0",
          RSS_090,
          "http://channel.netscape.com/rdf/simple/0.9/",
          "http://backend.userland.com/rss2",
          "http://backend.userland.com/RSS2",
          "http://blogs.law.harvard.edu/tech/rss",
          "http://www.w3.org/1999/xhtml");
  private static final Set<String> KNOWN_PREFIXES =
      Set.of("rss", "rss1", "html", "xhtml", "atom03");

  private Names() {}

  /** Whether the namespace is that of some Atom, also a misspelt one. */
  static boolean isAtom(String uri) {
    String lower = uri.toLowerCase(Locale.ROOT);
    return lower.contains("2005/atom") || lower.contains("purl.org/atom");
  }

  /** Whether the namespace is that of RSS 0.90, from either of its two hosts. */
  static boolean isRss090(String uri) {
    return uri.contains("netscape.com/rdf");
  }

  /**
   * The one name of an element.
   *
   * @param uri its namespace, empty where it is in none or its prefix was never declared
   * @param prefix its prefix, empty where it has none
   * @param local its name without prefix
   * @param home namespace of the root element
   */
  static String canonical(String uri, String prefix, String local, String home) {
    String name = local.toLowerCase(Locale.ROOT);
    String module = MODULES.get(uri);
    if (module != null) {
      return module + ":" + name;
    }
    if (uri.isEmpty()) {
      String lower = prefix.toLowerCase(Locale.ROOT);
      return prefix.isEmpty() || KNOWN_PREFIXES.contains(lower) ? name : lower + ":" + name;
    }
    if (uri.equals(home) || RSS.contains(uri)) {
      return name;
    }
    if (isAtom(uri)) {
      return isAtom(home) ? name : "atom:" + name;
    }
    return prefix.isEmpty() ? name : prefix.toLowerCase(Locale.ROOT) + ":" + name;
  }
}
