package io.feedmesh.producers.fetch;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.List;

/**
 * What a host's robots.txt asks of us (RFC 9309). Immutable but for the library's rules, which are
 * only read.
 *
 * @param rules null where the host could not tell: nothing may be fetched then (section 2.3.1.4)
 * @param detail for people, why nothing may be fetched; empty where that depends on the address
 */
record RobotsRule(BaseRobotRules rules, String detail) {
  /** The product token that robots.txt knows us by (section 2.2.1). */
  static final String TOKEN = "feedmesh";

  /** No host is given more time between two requests. */
  static final Duration MAX_DELAY = Duration.ofDays(1);

  /**
   * From an answer to {@code GET /robots.txt}, redirects followed.
   *
   * @param status 429 counts as 5xx: such a host cannot tell now, and does not want to be asked
   */
  static RobotsRule of(FeedUrl url, int status, byte[] body, String contentType) {
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    if (status >= 200 && status < 300) {
      return new RobotsRule(
          parser.parseContent(url.toString(), body, contentType, List.of(TOKEN)), "");
    }
    return status >= 500 || status == 429
        ? new RobotsRule(null, "robots.txt of " + url.authority() + ": status " + status)
        : new RobotsRule(parser.failedFetch(404), "");
  }

  boolean allows(FeedUrl url) {
    return rules != null && rules.isAllowed(url.toString());
  }

  /** Why an address may not be fetched. */
  String refusal() {
    return detail.isEmpty() ? "robots.txt asks that it is not fetched" : detail;
  }

  /** The pause it asks for between two requests in milliseconds, up to a day; 0 for none. */
  long crawlDelayMillis() {
    return rules == null ? 0 : Math.max(0, Math.min(rules.getCrawlDelay(), MAX_DELAY.toMillis()));
  }
}
