package io.feedmesh.consumers.readership;

import java.util.Locale;
import java.util.Optional;

/**
 * How many a service reads a feed for, as services tell publishers in User-Agent since Bloglines:
 *
 * <pre>
 * Feedbin feed-id:1373711 - 142 subscribers
 * Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)
 * Mozilla/5.0 (compatible; inoreader.com; 5 subscribers)
 * LiveJournal.com (webmaster@livejournal.com; for http://www.livejournal.com/; 12 readers)
 * </pre>
 *
 * <p>Pure; takes time linear in the length of what it looks at, at most 1,000 characters.
 */
final class ClaimRule {
  /** More than any service has for one feed; who claims more is not believed. */
  static final long MAX_SUBSCRIBERS = 10_000_000;

  private static final int MAX_LENGTH = 1_000;
  private static final int MAX_DIGITS = 9;
  private static final int MAX_NAME = 40;
  private static final String[] UNITS = {"subscriber", "readers"};
  private static final String BROWSER = "mozilla/";
  private static final String COMPATIBLE = "compatible;";

  private ClaimRule() {}

  /** What the value of User-Agent claims; empty for a reader that reads for itself. */
  static Optional<Claim> of(String userAgent) {
    if (userAgent.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String agent = userAgent.toLowerCase(Locale.ROOT);
    for (String unit : UNITS) {
      for (int at = agent.indexOf(unit); at >= 0; at = agent.indexOf(unit, at + 1)) {
        long number = numberBefore(agent, at);
        if (number >= 0) {
          String service = service(agent);
          return number > MAX_SUBSCRIBERS || service.isEmpty()
              ? Optional.empty()
              : Optional.of(new Claim(service, number));
        }
      }
    }
    return Optional.empty();
  }

  /** The number that ends before the blanks there; -1 for none, or part of something else. */
  private static long numberBefore(String agent, int at) {
    int end = at;
    while (end > 0 && agent.charAt(end - 1) == ' ') {
      end--;
    }
    int start = end;
    while (start > 0 && isDigit(agent.charAt(start - 1))) {
      start--;
    }
    boolean alone = start == 0 || " ;(,:=".indexOf(agent.charAt(start - 1)) >= 0;
    if (start == end || end == at || !alone) {
      return -1;
    }
    return end - start > MAX_DIGITS ? Long.MAX_VALUE : Long.parseLong(agent, start, end, 10);
  }

  /** Its first word, or the first that follows what all pretend to be. */
  private static String service(String agent) {
    int start = agent.startsWith(BROWSER) ? agent.indexOf(COMPATIBLE) : -1;
    start = start < 0 ? 0 : start + COMPATIBLE.length();
    while (start < agent.length() && agent.charAt(start) == ' ') {
      start++;
    }
    int end = start;
    while (end < agent.length() && end - start < MAX_NAME && isName(agent.charAt(end))) {
      end++;
    }
    return agent.substring(start, end);
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || ".-_".indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
