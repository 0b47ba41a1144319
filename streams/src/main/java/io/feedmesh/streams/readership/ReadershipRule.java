package io.feedmesh.streams.readership;

import io.feedmesh.schemas.readership.ReaderSketch;
import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.ReadershipDay;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which of the edges' reports count, and what a feed's total is with them. Pure; safe for use by
 * several threads.
 */
final class ReadershipRule {
  /** How many days are kept, today's included: a report of an earlier one is late. */
  static final int DAYS = 14;

  /** Most requests for a feed at one edge on one day that are believed; sums cannot overflow. */
  static final long MAX_REQUESTS = 1_000_000_000_000L;

  /** Most subscribers of one service that are believed. */
  static final long MAX_SUBSCRIBERS = 10_000_000;

  private static final Duration MAX_AHEAD = Duration.ofHours(1);
  private static final int MAX_NAME = 128;

  private final int maxEdges;

  ReadershipRule(ReadershipConfig config) {
    this.maxEdges = config.maxEdges();
  }

  /** What becomes of a report. */
  sealed interface Verdict {
    /** It is to be merged, and has these readers. */
    record Plausible(ReaderSketch readers) implements Verdict {}

    /** It is of a day that is not kept any more. */
    record Late() implements Verdict {}

    /** It cannot be true. */
    record Implausible() implements Verdict {}
  }

  /** Judges one report on its own. */
  Verdict judge(String key, Readership report, Instant now) {
    Optional<ReaderSketch> readers =
        report.getReaders() == null
            ? Optional.of(new ReaderSketch())
            : ReaderSketch.parse(report.getReaders());
    if (readers.isEmpty() || !plausible(key, report, readers.get().estimate(), now)) {
      return new Verdict.Implausible();
    }
    return report.getDay().isBefore(firstDay(now))
        ? new Verdict.Late()
        : new Verdict.Plausible(readers.get());
  }

  /** The first of the days that are kept. */
  static LocalDate firstDay(Instant now) {
    return LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS - 1);
  }

  private static boolean plausible(String key, Readership report, long readers, Instant now) {
    LocalDate latest = LocalDate.ofInstant(now.plus(MAX_AHEAD), ZoneOffset.UTC);
    long requests = report.getRequests();
    return key.equals(report.getFeedUrl())
        && isName(key, FeedUrl.MAX_LENGTH)
        && isName(report.getEdge(), MAX_NAME)
        && !report.getDay().isAfter(latest)
        && !report.getRun().isAfter(now.plus(MAX_AHEAD))
        && !report.getUntil().isBefore(report.getFrom())
        && requests >= 0
        && requests <= MAX_REQUESTS
        && readers <= requests + requests / 4 // ten times the error of an estimate
        && report.getServices().size() <= DayTally.MAX_SERVICES
        && report.getServices().entrySet().stream().allMatch(ReadershipRule::plausible);
  }

  private static boolean plausible(Map.Entry<String, Long> service) {
    return isName(service.getKey(), MAX_NAME)
        && service.getValue() >= 0
        && service.getValue() <= MAX_SUBSCRIBERS;
  }

  private static boolean isName(String text, int max) {
    return !text.isEmpty() && text.length() <= max && text.indexOf(' ') < 0;
  }

  /**
   * The feed's total with a day's tally in it.
   *
   * @param before the total so far, or null
   */
  ReadershipTotal total(ReadershipTotal before, Readership report, DayTally tally, Instant now) {
    LocalDate first = firstDay(now);
    List<ReadershipDay> days = new ArrayList<>();
    days.add(tally.on(report.getDay()));
    if (before != null) {
      before.getDays().stream()
          .filter(d -> !d.getDay().equals(report.getDay()) && !d.getDay().isBefore(first))
          .forEach(days::add);
    }
    days.sort((a, b) -> b.getDay().compareTo(a.getDay()));
    Instant updated =
        before != null && before.getUpdatedAt().isAfter(report.getUntil())
            ? before.getUpdatedAt()
            : report.getUntil();
    return new ReadershipTotal(
        report.getFeedUrl(), days, edges(before, report, days.get(0).getDay()), updated);
  }

  /** Who reported on the latest day. */
  private List<String> edges(ReadershipTotal before, Readership report, LocalDate latest) {
    boolean sameDay =
        before != null
            && !before.getDays().isEmpty()
            && before.getDays().get(0).getDay().equals(latest);
    TreeSet<String> edges = new TreeSet<>(sameDay ? before.getEdges() : List.of());
    if (report.getDay().equals(latest) && edges.size() < maxEdges) {
      edges.add(report.getEdge());
    }
    return List.copyOf(edges);
  }
}
