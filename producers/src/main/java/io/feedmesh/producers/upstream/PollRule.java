package io.feedmesh.producers.upstream;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a list is read next: at the end of its max-age (RFC 9111, section 5.2.2.1), else after five
 * minutes, which is what shortChanges.xml holds; where it failed, after twice as long each time,
 * but not before its Retry-After (RFC 9110, section 10.2.3). Within bounds. Pure.
 */
final class PollRule {
  static final Duration USUAL = Duration.ofMinutes(5);
  static final Duration MAX = Duration.ofHours(1);

  private static final Pattern MAX_AGE =
      Pattern.compile("(?:^|[,\\s])max-age\\s{0,5}=\\s{0,5}\"?([0-9]{1,9})");

  private PollRule() {}

  /**
   * After an answer that could be used.
   *
   * @param cacheControl all of its Cache-Control fields, joined with commas
   */
  static Duration afterAnswer(String cacheControl, Duration atLeast) {
    Matcher age = MAX_AGE.matcher(cacheControl);
    return bounded(age.find() ? Duration.ofSeconds(Long.parseLong(age.group(1))) : USUAL, atLeast);
  }

  /**
   * After one that could not, or none.
   *
   * @param failures how many there were in a row, from 1
   * @param retryAfter the field's value, or null
   */
  static Duration afterFailure(int failures, String retryAfter, Instant now, Duration atLeast) {
    Duration doubled = USUAL.multipliedBy(1L << Math.min(10, failures - 1));
    Duration asked = retryAfter(retryAfter, now).orElse(Duration.ZERO);
    return bounded(doubled.compareTo(asked) < 0 ? asked : doubled, atLeast);
  }

  private static Optional<Duration> retryAfter(String field, Instant now) {
    if (field == null || field.length() > 100) {
      return Optional.empty();
    }
    if (field.strip().matches("[0-9]{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(field.strip())));
    }
    try {
      ZonedDateTime at = ZonedDateTime.parse(field.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(now, at.toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait, Duration atLeast) {
    Duration enough = wait.compareTo(atLeast) < 0 ? atLeast : wait;
    return enough.compareTo(MAX) > 0 ? MAX : enough;
  }
}
