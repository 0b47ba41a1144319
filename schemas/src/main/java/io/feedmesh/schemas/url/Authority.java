package io.feedmesh.schemas.url;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Host and port of a URL in canonical form. */
record Authority(String host, int port) {
  private static final int MAX_HOST = 253;
  private static final int MAX_LABEL = 63;
  private static final Pattern LOOKS_LIKE_A_NUMBER =
      Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.|$)){4}");

  static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  static Authority parse(String text, String scheme, String whole) {
    if (text.indexOf('@') >= 0) {
      throw new BadFeedUrlException(
          whole.replaceFirst("//[^/@]*@", "//…@"), "user name or password in it is not supported");
    }
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > text.lastIndexOf(']');
    String host = hasPort ? text.substring(0, colon) : text;
    String port = hasPort ? text.substring(colon + 1) : "";
    return new Authority(host(host, whole), port(port, scheme, whole));
  }

  private static int port(String text, String scheme, String whole) {
    if (text.isEmpty()) {
      return defaultPort(scheme);
    }
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9') || text.length() > 9) {
      throw new BadFeedUrlException(whole, "its port is not a number");
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65_535) {
      throw new BadFeedUrlException(whole, "its port is not between 1 and 65535");
    }
    return port;
  }

  private static String host(String text, String whole) {
    if (text.startsWith("[")) {
      return ipv6(text, whole);
    }
    String host = aLabels(text, whole).toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    if (host.isEmpty()) {
      throw new BadFeedUrlException(whole, "it has no host");
    }
    if (host.length() > MAX_HOST || !isName(host)) {
      throw new BadFeedUrlException(whole, "its host is not a host name");
    }
    if (isDigit(host.charAt(host.lastIndexOf('.') + 1))
        && LOOKS_LIKE_A_NUMBER.matcher(host).matches()
        && !DOTTED_QUAD.matcher(host).matches()) {
      throw new BadFeedUrlException(whole, "its host is neither a name nor a dotted IPv4 address");
    }
    return host;
  }

  /** Labels of letters, digits, underscores and, but for the first place, hyphens. */
  private static boolean isName(String host) {
    int label = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == '.' && label > 0) {
        label = 0;
      } else if (++label > MAX_LABEL || !(isWord(c) || (c == '-' && label > 1))) {
        return false;
      }
    }
    return label > 0;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String aLabels(String text, String whole) {
    if (isAscii(text)) {
      return text;
    }
    try {
      return IDN.toASCII(text, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      throw new BadFeedUrlException(whole, "its host is not a host name");
    }
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String ipv6(String text, String whole) {
    String literal = text.endsWith("]") ? text.substring(1, text.length() - 1) : "";
    if (literal.indexOf(':') < 0 || !literal.matches("[0-9A-Fa-f:.]{2,45}")) {
      throw new BadFeedUrlException(whole, "its host is not an IPv6 address in brackets");
    }
    try {
      InetAddress address = InetAddress.getByName(literal);
      String canonical = address.getHostAddress();
      // an IPv4 address in IPv6's clothes (RFC 4291, section 2.5.5.2) is connected to as what it is
      return address instanceof Inet4Address ? canonical : "[" + canonical + "]";
    } catch (UnknownHostException e) {
      throw new BadFeedUrlException(whole, "its host is not an IPv6 address in brackets");
    }
  }
}
