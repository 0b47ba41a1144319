package io.feedmesh.consumers.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment as people write it on a command line: {@code beginning}, {@code now}, a date ({@code
 * 2026-11-01}, its start in UTC), a date and time (RFC 3339; UTC where no offset is given), or how
 * long ago ({@code 2h}, {@code -2h}, {@code 1d12h}, {@code 90m}). Pure.
 */
public final class TimeArgument {
  private static final Pattern AGO = Pattern.compile("-?((?:\\d{1,9}[wdhms])+)");
  private static final Pattern PART = Pattern.compile("(\\d+)([wdhms])");

  private TimeArgument() {}

  /**
   * Reads one.
   *
   * @param now what durations are counted back from
   * @throws IllegalArgumentException if it is none of them; the message says what would be
   */
  public static Instant parse(String text, Instant now) {
    String word = text.strip();
    if (word.equalsIgnoreCase("beginning")) {
      return Instant.EPOCH;
    }
    if (word.equalsIgnoreCase("now")) {
      return now;
    }
    try {
      Matcher ago = AGO.matcher(word.toLowerCase(Locale.ROOT));
      return ago.matches() ? now.minus(duration(ago.group(1))) : moment(word);
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "not a time: expected a date (2026-11-01), a time (2026-11-01T10:00:00Z), how long ago"
              + " (2h, 1d12h), 'now' or 'beginning', found "
              + shorten(text),
          e);
    }
  }

  private static Instant moment(String word) {
    if (word.indexOf('T') < 0 && word.indexOf('t') < 0) {
      return LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    if (word.matches(".*[Zz]|.*[+-]\\d\\d:?\\d\\d")) {
      return OffsetDateTime.parse(word).toInstant();
    }
    return LocalDateTime.parse(word).toInstant(ZoneOffset.UTC);
  }

  private static Duration duration(String parts) {
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(parts);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2).charAt(0)) {
                case 'w' -> Duration.ofDays(Math.multiplyExact(count, 7L));
                case 'd' -> Duration.ofDays(count);
                case 'h' -> Duration.ofHours(count);
                case 'm' -> Duration.ofMinutes(count);
                default -> Duration.ofSeconds(count);
              });
    }
    return sum;
  }

  private static String shorten(String text) {
    String visible = text.replaceAll("\\p{Cntrl}", "?");
    return visible.length() <= 60 ? visible : visible.substring(0, 60) + "…";
  }
}
