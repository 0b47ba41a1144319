package io.feedmesh.streams.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads dates as publishers write them: RFC 822 and its successors with every usual sin, ISO 8601
 * and RFC 3339, C's asctime. Reads words and numbers one by one, at most {@value #MAX_LENGTH}
 * characters, so that no text costs more than its length. A date without zone is taken as UTC.
 */
final class FeedDates {
  static final int MAX_LENGTH = 64;

  private static final char FIRST_SIGN = '\u4E00';
  private static final int MIN_YEAR = 1970;
  private static final int MAX_YEAR = 2200;

  private FeedDates() {}

  /** The instant, or null where the text is no date that can be read. */
  static Instant parse(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      String stripped = start(text.strip());
      Instant iso = IsoDate.parse(stripped);
      return iso == null ? words(stripped) : iso;
    } catch (DateTimeException | NumberFormatException outOfRange) {
      return null;
    }
  }

  /** The instant of parts that have been read; null for a year that no feed can mean. */
  static Instant instant(int year, int month, int day, LocalTime time, int offsetSeconds) {
    if (year < MIN_YEAR || year > MAX_YEAR) {
      return null;
    }
    return LocalDateTime.of(LocalDate.of(year, month, day), time)
        .toInstant(ZoneOffset.ofTotalSeconds(offsetSeconds));
  }

  /** A time of day; 24:00 and leap seconds become the last second before. */
  static LocalTime time(int hour, int minute, int second) {
    if (hour == 24) {
      return LocalTime.of(23, 59, 59);
    }
    return LocalTime.of(hour, minute, Math.min(second, 59));
  }

  private static Instant words(String text) {
    List<Integer> numbers = new ArrayList<>();
    int month = -1;
    boolean monthFirst = false;
    LocalTime time = LocalTime.MIDNIGHT;
    int offset = 0;
    String half = "";
    for (String token : text.replace(',', ' ').replace('/', ' ').split("[ \t\r\n]+", -1)) {
      if (token.isEmpty()) {
        continue;
      }
      if (token.indexOf(':') > 0 && Character.isDigit(token.charAt(0))) {
        time = clock(token);
      } else if (Zones.isOffset(token)) {
        offset = Zones.offset(token);
      } else if (token.indexOf('-') > 0) {
        for (String part : token.split("-", 4)) {
          month = month < 0 ? Zones.month(part) : month;
          number(part, numbers);
        }
      } else if (Zones.month(token) > 0 && (month < 0 || (monthFirst && numbers.size() == 1))) {
        month = Zones.month(token); // what looked like one before was a day: "mar, 03 giu"
        monthFirst = numbers.isEmpty();
      } else if (token.equalsIgnoreCase("PM") || token.equalsIgnoreCase("AM")) {
        half = token.toUpperCase(Locale.ROOT);
      } else if (Zones.named(token) != null) {
        offset = Zones.named(token);
      } else {
        number(token, numbers);
      }
    }
    return date(numbers, month, monthFirst, time(time, half), offset);
  }

  private static LocalTime time(LocalTime time, String half) {
    if (half.equals("PM") && time.getHour() < 12) {
      return time.plusHours(12);
    }
    return half.equals("AM") && time.getHour() == 12 ? time.minusHours(12) : time;
  }

  /** As much as is looked at; with the signs of Chinese, Japanese and Korean dates as others'. */
  private static String start(String text) {
    String start = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    for (int i = 0; i < start.length(); i++) {
      if (start.charAt(i) >= FIRST_SIGN) {
        return Zones.withoutSigns(start);
      }
    }
    return start;
  }

  private static Instant date(
      List<Integer> numbers, int month, boolean monthFirst, LocalTime time, int offset) {
    if (month > 0) {
      if (numbers.size() < 2) {
        return null;
      }
      int first = numbers.get(0);
      int second = numbers.get(1);
      boolean yearFirst = first > 31 && !monthFirst;
      return instant(
          year(yearFirst ? first : second), month, yearFirst ? second : first, time, offset);
    }
    if (numbers.size() != 3) {
      return null;
    }
    int a = numbers.get(0);
    int b = numbers.get(1);
    int c = numbers.get(2);
    if (a > 31) {
      return instant(a, b, c, time, offset);
    }
    return a > 12 ? instant(year(c), b, a, time, offset) : instant(year(c), a, b, time, offset);
  }

  private static int year(int written) {
    if (written >= 100) {
      return written;
    }
    return written < 70 ? 2000 + written : 1900 + written;
  }

  private static LocalTime clock(String token) {
    String[] parts = token.toLowerCase(Locale.ROOT).split(":", 4);
    int hour = Integer.parseInt(parts[0]);
    int minute = Integer.parseInt(digits(parts[1]));
    int second = parts.length > 2 ? Integer.parseInt(digits(parts[2])) : 0;
    String last = parts[parts.length - 1];
    if (last.endsWith("pm") && hour < 12) {
      hour += 12;
    } else if (last.endsWith("am") && hour == 12) {
      hour = 0;
    }
    return time(hour, minute, second);
  }

  private static String digits(String text) {
    int end = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return text.substring(0, end);
  }

  private static void number(String token, List<Integer> numbers) {
    String digits = digits(token);
    if (!digits.isEmpty() && digits.length() <= 4) {
      int value = Integer.parseInt(digits);
      boolean noYear = digits.length() == 4 && value < 100;
      numbers.add(noYear ? MAX_YEAR + 1 : value);
    }
  }
}
