package io.feedmesh.streams.schedule;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * The hours and days at which a feed asks not to be polled (RSS 2.0, skipHours and skipDays), in
 * GMT as the specification says. A feed that skips every hour or every day is not believed.
 *
 * @param hours bit n for the hour that begins at n o'clock
 * @param days bit 0 for Monday
 */
record Quiet(int hours, int days) {
  static final Quiet NEVER = new Quiet(0, 0);

  private static final int ALL_HOURS = (1 << 24) - 1;
  private static final int ALL_DAYS = (1 << 7) - 1;

  Quiet {
    hours = (hours & ALL_HOURS) == ALL_HOURS ? 0 : hours & ALL_HOURS;
    days = (days & ALL_DAYS) == ALL_DAYS ? 0 : days & ALL_DAYS;
  }

  /** Hours 0 to 23 and English names of days; others are passed over. */
  static Quiet of(List<Integer> hours, List<String> days) {
    int hourBits = 0;
    for (int hour : hours) {
      hourBits |= hour >= 0 && hour < 24 ? 1 << hour : 0;
    }
    int dayBits = 0;
    for (DayOfWeek day : DayOfWeek.values()) {
      boolean skipped = days.stream().anyMatch(name -> day.name().equals(upper(name)));
      dayBits |= skipped ? 1 << (day.getValue() - 1) : 0;
    }
    return new Quiet(hourBits, dayBits);
  }

  /** The first moment from that one on at which it may be polled, at most a week later. */
  long next(long moment) {
    if (hours == 0 && days == 0) {
      return moment;
    }
    ZonedDateTime at = Instant.ofEpochMilli(moment).atZone(ZoneOffset.UTC);
    while (quietAt(at)) {
      at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
    }
    return at.toInstant().toEpochMilli();
  }

  private boolean quietAt(ZonedDateTime at) {
    return (hours >> at.getHour() & 1) == 1
        || (days >> (at.getDayOfWeek().getValue() - 1) & 1) == 1;
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(hours);
    out.writeByte(days);
  }

  static Quiet read(DataInputStream in) throws IOException {
    return new Quiet(in.readInt(), in.readByte());
  }
}
