package io.feedmesh.streams.parse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A feed's rhythm by the dates of its own entries. */
final class EntryPause {
  private static final int FEWEST_DATES = 3;

  private EntryPause() {}

  /** Median pause between their dates of publication; null with fewer than three dates. */
  static Long seconds(List<Draft> entries) {
    List<Instant> dates =
        entries.stream()
            .map(entry -> entry.published() == null ? entry.updated() : entry.published())
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList();
    if (dates.size() < FEWEST_DATES) {
      return null;
    }
    List<Long> pauses = new ArrayList<>();
    for (int i = 1; i < dates.size(); i++) {
      pauses.add(Duration.between(dates.get(i - 1), dates.get(i)).toSeconds());
    }
    pauses.sort(null);
    return Math.max(1, pauses.get(pauses.size() / 2));
  }
}
