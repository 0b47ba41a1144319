package io.feedmesh.streams.readership;

import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Loads what is known of the feed's day, asks the rule, stores, forwards; forgets old days. */
final class ReadershipProcessor implements Processor<String, Readership, String, ReadershipTotal> {
  /** Feed URL → its days. */
  static final String TOTALS = "readership-totals";

  /** Day, space, feed URL → its tally. */
  static final String DAYS = "readership-days";

  /** Day, space, feed URL, space, edge → its requests. */
  static final String EDGES = "readership-edges";

  private static final Duration TICK = Duration.ofMinutes(1);
  private static final int MAX_FORGOTTEN_A_TICK = 20_000;

  private final ReadershipRule rule;
  private final MeterRegistry registry;
  private ProcessorContext<String, ReadershipTotal> context;
  private KeyValueStore<String, ReadershipTotal> totals;
  private KeyValueStore<String, DayTally> days;
  private KeyValueStore<String, EdgeRuns> edges;

  ReadershipProcessor(ReadershipConfig config, MeterRegistry registry) {
    this.rule = new ReadershipRule(config);
    this.registry = registry;
  }

  @Override
  public void init(ProcessorContext<String, ReadershipTotal> context) {
    this.context = context;
    this.totals = context.getStateStore(TOTALS);
    this.days = context.getStateStore(DAYS);
    this.edges = context.getStateStore(EDGES);
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::forgetOldDays);
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  @Override
  public void process(Record<String, Readership> record) {
    ReadershipRule.Verdict verdict = rule.judge(record.key(), record.value(), now());
    String outcome;
    if (verdict instanceof ReadershipRule.Verdict.Plausible plausible) {
      outcome = merge(record, plausible) ? "counted" : "repeated";
    } else {
      outcome = verdict instanceof ReadershipRule.Verdict.Late ? "late" : "implausible";
    }
    registry.counter("feedmesh.readership.reports", "verdict", outcome).increment();
  }

  private boolean merge(
      Record<String, Readership> record, ReadershipRule.Verdict.Plausible plausible) {
    Readership report = record.value();
    String day = report.getDay() + " " + record.key();
    String edge = day + " " + report.getEdge();
    EdgeRuns runs = orElse(edges.get(edge), EdgeRuns.NONE);
    EdgeRuns nextRuns = runs.with(report.getRun().toEpochMilli(), report.getRequests());
    DayTally tally = orElse(days.get(day), DayTally.NONE);
    DayTally next =
        tally.with(nextRuns.sum() - runs.sum(), plausible.readers(), report.getServices());
    if (next.equals(tally)) {
      return false;
    }
    edges.put(edge, nextRuns);
    days.put(day, next);
    ReadershipTotal total = rule.total(totals.get(record.key()), report, next, now());
    totals.put(record.key(), total);
    context.forward(record.withValue(total));
    return true;
  }

  private static <T> T orElse(T value, T other) {
    return value == null ? other : value;
  }

  /** Keys begin with the day, so what is old comes first. */
  private void forgetOldDays(long unused) {
    String first = ReadershipRule.firstDay(now()).toString();
    try (KeyValueIterator<String, EdgeRuns> old = edges.range(null, first)) {
      for (int i = 0; i < MAX_FORGOTTEN_A_TICK && old.hasNext(); i++) {
        edges.delete(old.next().key);
      }
    }
    try (KeyValueIterator<String, DayTally> old = days.range(null, first)) {
      for (int i = 0; i < MAX_FORGOTTEN_A_TICK && old.hasNext(); i++) {
        forget(old.next());
      }
    }
  }

  /** A feed whose latest day that was has no readers any more. */
  private void forget(KeyValue<String, DayTally> old) {
    days.delete(old.key);
    int space = old.key.indexOf(' ');
    LocalDate day = LocalDate.parse(old.key.substring(0, space));
    String feedUrl = old.key.substring(space + 1);
    ReadershipTotal total = totals.get(feedUrl);
    if (total != null && !total.getDays().get(0).getDay().isAfter(day)) {
      totals.delete(feedUrl);
      context.forward(new Record<>(feedUrl, null, context.currentSystemTimeMs()));
    }
  }
}
