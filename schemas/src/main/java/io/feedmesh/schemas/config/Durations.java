package io.feedmesh.schemas.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations such as {@code 30d}, {@code 1d12h}, {@code 5m}, {@code 100ms} or ISO 8601's PT5M. */
public final class Durations {
  private static final Pattern ALL = Pattern.compile("(?:\\d{1,15}(?:ms|[dhms]))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(ms|[dhms])");

  private Durations() {}

  /**
   * Reads one.
   *
   * @return none below 0, and none of more milliseconds than a long holds
   * @throws IllegalArgumentException if it is none; the message says what would be
   */
  public static Duration parse(String text) {
    try {
      Duration duration = ALL.matcher(text).matches() ? sum(text) : Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // falls through to the one message for all
    }
    throw new IllegalArgumentException(
        "expected a duration such as 30d, 12h, 5m, 10s, 100ms or PT5M, found '" + text + "'");
  }

  /**
   * The same as text that {@link #parse} reads, without less than a millisecond: {@code 1d12h},
   * {@code 0s}; with a minus if it is below 0.
   */
  public static String text(Duration duration) {
    if (duration.isNegative()) {
      return "-" + text(duration.negated());
    }
    StringBuilder text = new StringBuilder();
    part(text, duration.toDays(), "d");
    part(text, duration.toHoursPart(), "h");
    part(text, duration.toMinutesPart(), "m");
    part(text, duration.toSecondsPart(), "s");
    part(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void part(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  private static Duration sum(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                case "s" -> Duration.ofSeconds(count);
                default -> Duration.ofMillis(count);
              });
    }
    return Duration.ofMillis(sum.toMillis()); // refuses what Kafka could not express
  }
}
