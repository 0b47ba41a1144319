package io.feedmesh.consumers.spool;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.OptionalLong;

/** Dates as HTTP has them (RFC 9110, section 5.6.7). */
public final class HttpDates {
  private static final int DAY = 24 * 3600;
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final DateTimeFormatter RFC_850_REST =
      new DateTimeFormatterBuilder()
          .appendPattern("dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter FIXED_REST =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
  private static final DateTimeFormatter ASCTIME_REST =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss yyyy", Locale.ROOT);

  private HttpDates() {}

  /** As IMF-fixdate, of the years 0 to 9999; a tenth of the time of a formatter for any pattern. */
  public static String format(long millis) {
    long second = Math.floorDiv(millis, 1000);
    int time = Math.floorMod(second, DAY);
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(second, DAY));
    StringBuilder date = new StringBuilder(29);
    date.append(DAYS[day.getDayOfWeek().getValue() - 1]).append(", ");
    two(day.getDayOfMonth(), date).append(' ');
    date.append(MONTHS[day.getMonthValue() - 1]).append(' ');
    two(day.getYear() % 100, two(day.getYear() / 100, date)).append(' ');
    two(time / 3600, date).append(':');
    two(time / 60 % 60, date).append(':');
    return two(time % 60, date).append(" GMT").toString();
  }

  private static StringBuilder two(int number, StringBuilder date) {
    return date.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /**
   * Milliseconds since 1970 of an IMF-fixdate, RFC 850 or asctime date; the day of the week is not
   * looked at. Empty for null and for what is no date.
   */
  public static OptionalLong parse(String text) {
    if (text == null) {
      return OptionalLong.empty();
    }
    String date = text.strip().replaceAll(" +", " ");
    int comma = date.indexOf(',');
    int space = date.indexOf(' ');
    if (comma > 0) {
      String rest = date.substring(comma + 1).strip();
      return parse(rest, rest.contains("-") ? RFC_850_REST : FIXED_REST);
    }
    return space > 0 ? parse(date.substring(space + 1), ASCTIME_REST) : OptionalLong.empty();
  }

  private static OptionalLong parse(String text, DateTimeFormatter format) {
    try {
      return OptionalLong.of(
          LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC).toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty(); // RFC 9110, section 13.1.3: as if it were not there
    }
  }
}
