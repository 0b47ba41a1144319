package io.feedmesh.producers.fetch;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpDateTime;

/** What HTTP fields say about time. Nonsense in them is as good as nothing. */
final class HttpTimes {
  /** No answer is believed to be fresh for longer. */
  static final Duration MAX_FRESH = Duration.ofDays(30);

  /** No origin keeps us away for longer. */
  static final Duration MAX_RETRY = Duration.ofDays(7);

  /** Nor shorter, once it has refused. */
  static final Duration MIN_RETRY = Duration.ofSeconds(10);

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,100}");

  private HttpTimes() {}

  /** A date in any of the three formats (RFC 9110, section 5.6.7). */
  static Optional<Instant> date(String text) {
    if (text == null || text.isBlank() || text.length() > 100) {
      return Optional.empty();
    }
    try {
      return Optional.of(HttpDateTime.parse(text.strip()).toInstant());
    } catch (RuntimeException e) {
      return Optional.empty(); // it throws several kinds
    }
  }

  /** A number of seconds; too large ones are the largest (RFC 9111, section 1.2.2). */
  static Optional<Duration> seconds(String text) {
    if (text == null || !DIGITS.matcher(text.strip()).matches()) {
      return Optional.empty();
    }
    String digits = text.strip();
    return Optional.of(
        Duration.ofSeconds(digits.length() > 10 ? Integer.MAX_VALUE : Long.parseLong(digits)));
  }

  /** When to come back (RFC 9110, section 10.2.3), from 10 s to 7 days ahead. */
  static Optional<Instant> retryAt(String retryAfter, Instant now) {
    return seconds(retryAfter)
        .map(wait -> now.plus(clamp(wait)))
        .or(() -> date(retryAfter).map(at -> now.plus(clamp(Duration.between(now, at)))));
  }

  private static Duration clamp(Duration wait) {
    Duration atLeast = wait.compareTo(MIN_RETRY) < 0 ? MIN_RETRY : wait;
    return atLeast.compareTo(MAX_RETRY) > 0 ? MAX_RETRY : atLeast;
  }

  /** The origin's clock when it made the answer: Date minus Age (RFC 9111, section 4.2.3). */
  static Optional<Instant> originDate(Reply reply) {
    return date(reply.date()).map(date -> date.minus(age(reply)));
  }

  /**
   * Until when a shared cache may take the answer for fresh (RFC 9111, section 4.2.1): s-maxage,
   * else max-age, else Expires; empty where nothing says so or it is over already.
   */
  static Optional<Instant> freshUntil(Reply reply, Instant now) {
    if (directive(reply, "no-store").isPresent() || directive(reply, "no-cache").isPresent()) {
      return Optional.empty();
    }
    return directive(reply, "s-maxage")
        .or(() -> directive(reply, "max-age"))
        .flatMap(HttpTimes::seconds)
        .or(() -> expiresIn(reply, now))
        .map(lifetime -> lifetime.minus(age(reply)))
        .filter(left -> !left.isNegative() && !left.isZero())
        .map(left -> now.plus(left.compareTo(MAX_FRESH) > 0 ? MAX_FRESH : left));
  }

  private static Optional<Duration> expiresIn(Reply reply, Instant now) {
    return date(reply.expires())
        .map(expires -> Duration.between(date(reply.date()).orElse(now), expires));
  }

  private static Duration age(Reply reply) {
    return seconds(reply.age()).orElse(Duration.ZERO);
  }

  /** A directive's value without quotes, or the empty string where it has none. */
  private static Optional<String> directive(Reply reply, String name) {
    if (reply.cacheControl().isEmpty()) {
      return Optional.empty();
    }
    for (String part : reply.cacheControl().split(",", -1)) {
      String[] sides = part.strip().split("=", 2);
      if (sides[0].strip().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(sides.length == 1 ? "" : sides[1].strip().replace("\"", ""));
      }
    }
    return Optional.empty();
  }
}
