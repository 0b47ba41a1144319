package io.feedmesh.streams.readership;

import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.ReadershipTotal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;

/**
 * Adds the edges' reports up to one total for each feed and day (UTC). An edge reports its
 * intervals in order, so one that starts no later than its last one was counted before. Pure; safe
 * for use by several threads.
 */
final class ReadershipRule {
  private static final Duration MAX_AHEAD = Duration.ofHours(1);

  private final int maxEdges;

  ReadershipRule(ReadershipConfig config) {
    this.maxEdges = config.maxEdges();
  }

  /** What becomes of a report. */
  sealed interface Verdict {
    /** It is in the total. */
    record Counted(ReadershipTotal total) implements Verdict {}

    /** It was counted before. */
    record Repeated() implements Verdict {}

    /** It is of a day that another has followed. */
    record Late() implements Verdict {}

    /** It cannot be true. */
    record Implausible() implements Verdict {}
  }

  /**
   * Judges one report.
   *
   * @param total so far, or null
   * @param lastFrom start of the last interval that this edge reported of this feed; null for none
   */
  Verdict judge(ReadershipTotal total, Long lastFrom, Readership report, Instant now) {
    if (report.getRequests() < 0
        || report.getUntil().isBefore(report.getFrom())
        || report.getFrom().isAfter(now.plus(MAX_AHEAD))) {
      return new Verdict.Implausible();
    }
    if (lastFrom != null && report.getFrom().toEpochMilli() <= lastFrom) {
      return new Verdict.Repeated();
    }
    LocalDate day = LocalDate.ofInstant(report.getFrom(), ZoneOffset.UTC);
    LocalDate current = total == null ? null : LocalDate.parse(total.getDay());
    if (current != null && day.isBefore(current)) {
      return new Verdict.Late();
    }
    boolean sameDay = day.equals(current);
    return new Verdict.Counted(
        new ReadershipTotal(
            report.getFeedUrl(),
            day.toString(),
            (sameDay ? total.getRequests() : 0) + report.getRequests(),
            edges(sameDay ? total.getEdges() : List.of(), report.getEdge()),
            sameDay && total.getUpdatedAt().isAfter(report.getUntil())
                ? total.getUpdatedAt()
                : report.getUntil()));
  }

  private List<String> edges(List<String> known, String edge) {
    if (known.contains(edge) || known.size() >= maxEdges) {
      return known;
    }
    TreeSet<String> more = new TreeSet<>(known);
    more.add(edge);
    return List.copyOf(more);
  }
}
