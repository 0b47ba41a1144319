package io.feedmesh.streams.schedule;

import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * How many read a feed at the edges on the latest day that it was read (UTC), and on the day before
 * that. Pure.
 *
 * @param day the latest, in days since 1970; 0 for none
 * @param readers on that day
 * @param before on the day before it
 */
record Audience(long day, long readers, long before) {
  static final Audience NONE = new Audience(0, 0, 0);

  static Audience of(ReadershipTotal total) {
    List<ReadershipDay> days = total.getDays();
    if (days.isEmpty()) {
      return NONE;
    }
    LocalDate latest = days.get(0).getDay();
    long before =
        days.stream()
            .filter(day -> day.getDay().equals(latest.minusDays(1)))
            .mapToLong(ReadershipDay::getReaders)
            .findFirst()
            .orElse(0);
    return new Audience(latest.toEpochDay(), days.get(0).getReaders(), before);
  }

  /** How many there are at that moment: as many as yesterday, until there are more today. */
  long at(long now) {
    long today = Duration.ofMillis(now).toDays();
    if (day >= today) {
      return Math.max(readers, before);
    }
    return day == today - 1 ? readers : 0;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(day);
    out.writeLong(readers);
    out.writeLong(before);
  }

  static Audience read(DataInputStream in) throws IOException {
    return new Audience(in.readLong(), in.readLong(), in.readLong());
  }
}
