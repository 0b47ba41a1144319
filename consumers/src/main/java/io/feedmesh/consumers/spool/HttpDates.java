package io.feedmesh.consumers.spool;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.OptionalLong;

/** Dates as HTTP has them (RFC 9110, section 5.6.7). */
public final class HttpDates {
  private static final DateTimeFormatter FIXED =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
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

  /** As IMF-fixdate. */
  public static String format(long millis) {
    return FIXED.format(ZonedDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC));
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
