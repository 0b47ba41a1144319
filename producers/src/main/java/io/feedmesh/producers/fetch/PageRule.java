package io.feedmesh.producers.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a page for people from a feed by how it begins. Feeds are sent as text/html and pages as
 * text/xml, so the first element decides; the Content-Type only where there is none that is known.
 * Pure.
 */
final class PageRule {
  /** What may stand before the first element is not longer in any feed. */
  private static final int LOOKED_AT = 64 * 1024;

  private static final Set<String> FEEDS = Set.of("rss", "feed", "rdf", "channel", "item", "entry");
  private static final Set<String> PAGES = Set.of("html", "head", "body");
  private static final Pattern HTML_TYPE =
      Pattern.compile("\\s*(?:text/html|application/xhtml\\+xml)\\b.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern FEED_START =
      Pattern.compile("<(?:[a-z]+:)?(?:rss|feed|rdf)[\\s>]", Pattern.CASE_INSENSITIVE);

  private PageRule() {}

  static boolean isPage(byte[] body, String contentType) {
    String start =
        new String(body, 0, Math.min(body.length, LOOKED_AT), ISO_8859_1).replace("\0", "");
    if (start.stripLeading().startsWith("{")) {
      return false;
    }
    String root = firstElement(start);
    if (FEEDS.contains(root)) {
      return false;
    }
    if (PAGES.contains(root)) {
      return true;
    }
    return contentType != null
        && HTML_TYPE.matcher(contentType).matches()
        && !root.isEmpty()
        && !FEED_START.matcher(start).find();
  }

  /** The local name of the first element in lower case; empty if there is none. */
  private static String firstElement(String text) {
    int at = text.indexOf('<');
    while (at >= 0) {
      if (text.startsWith("<!--", at)) {
        at = after(text, "-->", at);
      } else if (text.startsWith("<?", at) || text.startsWith("<!", at)) {
        at = after(text, ">", at);
      } else {
        return localName(text, at + 1);
      }
      at = at < 0 ? -1 : text.indexOf('<', at);
    }
    return "";
  }

  private static int after(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? -1 : at + end.length();
  }

  private static String localName(String text, int from) {
    int end = from;
    while (end < text.length() && end - from < 100 && isNameCharacter(text.charAt(end))) {
      end++;
    }
    String name = text.substring(from, end);
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == ':' || c == '-' || c == '_' || c == '.';
  }
}
