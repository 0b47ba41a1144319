package io.feedmesh.streams.parse;

import java.time.Instant;
import java.time.LocalTime;

/** ISO 8601 and RFC 3339 dates, whole or cut short, read from left to right. */
final class IsoDate {
  private final String text;
  private int at;

  private IsoDate(String text) {
    this.text = text;
  }

  /** The instant, or null where the text does not begin as such a date does. */
  static Instant parse(String text) {
    return new IsoDate(text).read();
  }

  private Instant read() {
    int year = digits(4);
    if (year < 0) {
      return null;
    }
    boolean extended = skip('-');
    int month = digits(2);
    if (month < 0 && at < text.length()) {
      return null;
    }
    boolean moreDate = month >= 0 && (skip('-') || !extended);
    int day = moreDate ? digits(2) : -1;
    if (moreDate && extended && day < 0) {
      return null;
    }
    while (at < text.length()
        && (text.charAt(at) == ' ' || text.charAt(at) == 'T' || text.charAt(at) == 't')) {
      at++;
    }
    LocalTime time = clock();
    int offset = zone();
    if (offset == Integer.MIN_VALUE) {
      return null;
    }
    return FeedDates.instant(year, Math.max(month, 1), Math.max(day, 1), time, offset);
  }

  private LocalTime clock() {
    int hour = digits(2);
    if (hour < 0) {
      return LocalTime.MIDNIGHT;
    }
    skip(':');
    int minute = Math.max(digits(2), 0);
    int second = 0;
    int nano = 0;
    skip(':');
    int seconds = digits(2);
    if (seconds >= 0) {
      second = seconds;
      if (skip('.') || skip(',')) {
        nano = fraction();
      }
    }
    return FeedDates.time(hour, minute, second).withNano(nano);
  }

  private int fraction() {
    int nano = 0;
    int unit = 100_000_000;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      nano += (text.charAt(at++) - '0') * unit;
      unit /= 10;
    }
    return nano;
  }

  private int zone() {
    String rest = text.substring(at).strip();
    if (rest.isEmpty()) {
      return 0;
    }
    if (Zones.isOffset(rest)) {
      return Zones.offset(rest);
    }
    Integer named = Zones.named(rest);
    return named == null ? Integer.MIN_VALUE : named;
  }

  private boolean skip(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  /** Exactly that many digits as a number, or -1 and nothing read. */
  private int digits(int count) {
    if (at + count > text.length()) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + count; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    at += count;
    return value;
  }
}
