package io.feedmesh.producers.fetch;

import java.time.Duration;

/**
 * What a fetcher may do.
 *
 * @param name names it in results, 1 to 100 characters
 * @param inFlight most requests under way at once, 1 to 100,000
 * @param timeout most time for one feed, redirects included
 * @param maxDocumentBytes largest document, before content decoding as well as after
 * @param maxRedirects most redirects of one request, 0 to 50
 * @param allowPrivateOrigins whether private and loopback addresses are origins too
 * @param contact URL or mail address that origins find in User-Agent; printable ASCII
 * @param from mail address for the From field (RFC 9110, section 10.1.2); empty for none
 * @param robots whether robots.txt is asked and obeyed
 */
public record FetcherConfig(
    String name,
    int inFlight,
    Duration timeout,
    long maxDocumentBytes,
    int maxRedirects,
    boolean allowPrivateOrigins,
    String contact,
    String from,
    boolean robots) {
  /** Checks the bounds. */
  public FetcherConfig {
    check(!name.isBlank() && name.length() <= 100, "name: expected 1 to 100 characters", name);
    check(inFlight >= 1 && inFlight <= 100_000, "in flight: expected 1 to 100,000", inFlight);
    check(timeout.toMillis() >= 100, "timeout: expected at least 100 ms", timeout);
    check(
        maxDocumentBytes >= 1024 && maxDocumentBytes <= 1 << 30,
        "largest document: expected 1 KiB to 1 GiB",
        maxDocumentBytes);
    check(maxRedirects >= 0 && maxRedirects <= 50, "redirects: expected 0 to 50", maxRedirects);
    check(
        contact.matches("[\\x21-\\x7e&&[^()\\\\]]{1,200}"),
        "contact: expected a URL or mail address without spaces or parentheses",
        contact);
    check(
        from.isEmpty() || from.matches("[\\x21-\\x7e]{1,100}@[\\x21-\\x7e]{1,150}"),
        "from: expected a mail address",
        from);
  }

  /** One that sends no From and asks for no robots.txt. */
  public FetcherConfig(
      String name,
      int inFlight,
      Duration timeout,
      long maxDocumentBytes,
      int maxRedirects,
      boolean allowPrivateOrigins,
      String contact) {
    this(
        name,
        inFlight,
        timeout,
        maxDocumentBytes,
        maxRedirects,
        allowPrivateOrigins,
        contact,
        "",
        false);
  }

  /** 1,000 at once, 30 s and 10 MiB each, 10 redirects, public origins only. */
  public static FetcherConfig defaults() {
    return new FetcherConfig(
        "fetcher",
        1000,
        Duration.ofSeconds(30),
        10L * 1024 * 1024,
        10,
        false,
        "https://feedmesh.example/bot");
  }

  /** The same with a From field, or none where it is empty, and with robots.txt or without. */
  public FetcherConfig with(String newFrom, boolean newRobots) {
    return new FetcherConfig(
        name,
        inFlight,
        timeout,
        maxDocumentBytes,
        maxRedirects,
        allowPrivateOrigins,
        contact,
        newFrom,
        newRobots);
  }

  private static void check(boolean holds, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(expected + ", found " + found);
    }
  }
}
