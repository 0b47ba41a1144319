package io.feedmesh.streams.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What makes an entry the same in every feed that has it: the feeds of a site, of its categories,
 * planets, copies of distribution services.
 *
 * <p>In this order: an id that is unique in the world (RFC 4151 tag, urn:uuid, an http address);
 * the address of a page of the feed's own site or of the site that the entry was copied from; any
 * other address together with the title, because many may write about one page; title and text.
 * Addresses are compared without scheme, {@code www.}, tracking parameters and slash at the end.
 */
final class GlobalIdentity {
  private final List<String> hosts = new ArrayList<>(2);

  /**
   * Of the entries of one document.
   *
   * @param feedUrl where it was found
   * @param site address of its site, or null
   */
  GlobalIdentity(String feedUrl, String site) {
    add(hosts, feedUrl);
    add(hosts, site);
  }

  /**
   * What is the same for an entry wherever it appears.
   *
   * @param text what stands for the title and content of an entry
   */
  String of(Draft draft, Function<Draft, String> text) {
    String id = draft.id();
    if (id != null && Links.isHttp(id)) {
      return "address\n" + address(id);
    }
    if (id != null && (starts(id, "tag:") || starts(id, "urn:uuid:"))) {
      return "id\n" + id;
    }
    String original = draft.extras().original();
    String link = Links.isHttp(original) ? original : draft.link();
    if (!Links.isHttp(link)) {
      return "text\n" + text.apply(draft);
    }
    String address = "address\n" + address(link);
    return original != null || own(draft, host(link)) ? address : address + "\n" + draft.title();
  }

  private boolean own(Draft draft, String host) {
    List<String> sites = new ArrayList<>(hosts);
    if (draft.extras().source() != null) {
      add(sites, draft.extras().source().getFeedUrl());
      add(sites, draft.extras().source().getLink());
    }
    return sites.stream()
        .anyMatch(
            site -> host.equals(site) || host.endsWith("." + site) || site.endsWith("." + host));
  }

  private static String address(String link) {
    String rest = Links.identity(link);
    int end = end(rest);
    return rest.substring(0, end).toLowerCase(Locale.ROOT) + rest.substring(end);
  }

  private static void add(List<String> hosts, String address) {
    if (Links.isHttp(address)) {
      hosts.add(host(address));
    }
  }

  private static String host(String address) {
    String rest = address.substring(address.indexOf("://") + 3);
    return Links.withoutWww(rest.substring(0, end(rest))).toLowerCase(Locale.ROOT);
  }

  private static int end(String rest) {
    int end = 0;
    while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static boolean starts(String id, String scheme) {
    return id.regionMatches(true, 0, scheme, 0, scheme.length());
  }
}
