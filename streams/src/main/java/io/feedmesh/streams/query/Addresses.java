package io.feedmesh.streams.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Addresses as queries compare them: without scheme, {@code www.}, and slash at the end. */
final class Addresses {
  /** Characters of one that can be found. */
  static final int MAX = 2_048;

  private static final int MAX_LABELS = 10;

  private Addresses() {}

  static String plain(String address) {
    int scheme = address.indexOf("://");
    String rest = (scheme < 0 ? address : address.substring(scheme + 3)).toLowerCase(Locale.ROOT);
    String bare = rest.startsWith("www.") ? rest.substring(4) : rest;
    return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
  }

  /** The host and the domains that it is below; none for what has no host. */
  static List<String> hosts(String address) {
    List<String> hosts = new ArrayList<>();
    if (address == null || !address.contains("://")) {
      return hosts;
    }
    String plain = plain(address);
    int end = 0;
    while (end < plain.length() && "/?#:".indexOf(plain.charAt(end)) < 0) {
      end++;
    }
    String host = plain.substring(0, end);
    while (!host.isEmpty() && hosts.size() < MAX_LABELS) {
      hosts.add(host);
      int dot = host.indexOf('.');
      host = dot < 0 || host.indexOf('.', dot + 1) < 0 ? "" : host.substring(dot + 1);
    }
    return hosts;
  }
}
