package io.feedmesh.streams.parse;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Addresses in documents: resolved where they are relative, compared without tracking. */
final class Links {
  private static final Set<String> TRACKING =
      Set.of(
          "fbclid",
          "gclid",
          "dclid",
          "msclkid",
          "yclid",
          "igshid",
          "mc_cid",
          "mc_eid",
          "_hsenc",
          "_hsmi",
          "ref_src",
          "ns_campaign",
          "ns_mchannel",
          "ns_source",
          "at_medium",
          "at_campaign",
          "xtor",
          "wt.mc_id",
          "ncid",
          "traffic_source");

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** Characters of a link that is resolved; a longer one leads nowhere. */
  private static final int MAX_RELATIVE = 8_192;

  private Links() {}

  /** The address, absolute where it can be resolved (RFC 3986, section 5); null stays null. */
  static String resolve(String base, String link) {
    if (link == null
        || link.length() > MAX_RELATIVE
        || base == null
        || base.isEmpty()
        || absolute(link)) {
      return link;
    }
    if (link.startsWith("?")) { // which java.net.URI takes by an older rule (RFC 2396)
      int end = base.replace('#', '?').indexOf('?');
      return (end < 0 ? base : base.substring(0, end)) + escaped(link);
    }
    try {
      boolean brackets = link.indexOf('[') >= 0 || link.indexOf(']') >= 0;
      String path = escaped(link).replace("[", "%5B").replace("]", "%5D");
      String resolved = aboveTheRoot(new URI(base).resolve(new URI(path)).toString());
      return brackets ? resolved.replace("%5B", "[").replace("%5D", "]") : resolved;
    } catch (URISyntaxException | IllegalArgumentException odd) {
      return link;
    }
  }

  /** Steps above the root stay there (RFC 3986, section 5.2.4). */
  private static String aboveTheRoot(String address) {
    int path = address.indexOf('/', address.indexOf("://") + 3);
    int rest = path;
    while (path >= 0 && address.startsWith("/../", rest)) {
      rest += 3;
    }
    return rest == path ? address : address.substring(0, path) + address.substring(rest);
  }

  /**
   * What two spellings of one address have in common: no scheme, no {@code www.}, no tracking
   * parameters, no slash at the end. A site that takes up https or www changes nothing in its
   * entries. Empty for none.
   */
  static String identity(String link) {
    if (link == null) {
      return "";
    }
    int scheme = link.indexOf("://");
    String rest = scheme < 0 ? link : withoutWww(link.substring(scheme + 3));
    int mark = rest.indexOf('?');
    if (mark >= 0) {
      rest = withoutTracking(rest, mark);
    }
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }

  /** The address that follows a scheme, or the host, without the usual name of a web server. */
  static String withoutWww(String address) {
    return address.regionMatches(true, 0, "www.", 0, 4) ? address.substring(4) : address;
  }

  /** Whether it is an absolute http or https address. */
  static boolean isHttp(String link) {
    return link != null
        && (link.regionMatches(true, 0, "http://", 0, 7)
            || link.regionMatches(true, 0, "https://", 0, 8));
  }

  private static String withoutTracking(String rest, int mark) {
    int hash = rest.indexOf('#', mark);
    int end = hash < 0 ? rest.length() : hash;
    StringBuilder kept = new StringBuilder(rest.substring(0, mark));
    char separator = '?';
    for (String parameter : rest.substring(mark + 1, end).split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name =
          (equals < 0 ? parameter : parameter.substring(0, equals)).toLowerCase(Locale.ROOT);
      boolean noise = name.isEmpty() || name.startsWith("utm_") || TRACKING.contains(name);
      if (!noise) {
        kept.append(separator).append(parameter);
        separator = '&';
      }
    }
    return kept.append(rest, end, rest.length()).toString();
  }

  private static boolean absolute(String link) {
    for (int i = 0; i < link.length(); i++) {
      char c = link.charAt(i);
      if (c == ':') {
        return i > 0;
      }
      if (!(Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.')) {
        return false;
      }
    }
    return false;
  }

  /** Blanks and what else a URI may not hold, percent-encoded. */
  private static String escaped(String link) {
    StringBuilder out = new StringBuilder(link.length());
    for (int i = 0; i < link.length(); i++) {
      char c = link.charAt(i);
      if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
        out.append('%').append(HEX.toHexDigits((byte) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
