package io.feedmesh.streams.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates in queries, all in UTC: a year, month, day or moment, each with its first and last. */
final class Dates {
  private Dates() {}

  /**
   * A time span in epoch milliseconds.
   *
   * @param from its first
   * @param to its last
   */
  record Span(long from, long to) {}

  /** Empty for what is no date. */
  static Optional<Span> parse(String text) {
    try {
      return Optional.of(
          switch (text.length()) {
            case 4 -> span(LocalDate.of(Integer.parseInt(text), 1, 1), 12);
            case 7 -> span(YearMonth.parse(text).atDay(1), 1);
            case 10 -> {
              LocalDate day = LocalDate.parse(text);
              yield new Span(millis(day), millis(day.plusDays(1)) - 1);
            }
            default -> {
              long moment = Instant.parse(text).toEpochMilli();
              yield new Span(moment, moment);
            }
          });
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Span span(LocalDate first, int months) {
    return new Span(millis(first), millis(first.plusMonths(months)) - 1);
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
