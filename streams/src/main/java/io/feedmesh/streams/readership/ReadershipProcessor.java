package io.feedmesh.streams.readership;

import io.feedmesh.schemas.record.Readership;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Loads the total of the feed, asks the rule, stores, forwards. */
final class ReadershipProcessor implements Processor<String, Readership, String, ReadershipTotal> {
  /** Feed URL → total of the current day. */
  static final String TOTALS = "readership-totals";

  /** Feed URL, space, edge → start of the last interval that was counted. */
  static final String REPORTS = "readership-reports";

  private final ReadershipRule rule;
  private final MeterRegistry registry;
  private ProcessorContext<String, ReadershipTotal> context;
  private KeyValueStore<String, ReadershipTotal> totals;
  private KeyValueStore<String, Long> reports;

  ReadershipProcessor(ReadershipConfig config, MeterRegistry registry) {
    this.rule = new ReadershipRule(config);
    this.registry = registry;
  }

  @Override
  public void init(ProcessorContext<String, ReadershipTotal> context) {
    this.context = context;
    this.totals = context.getStateStore(TOTALS);
    this.reports = context.getStateStore(REPORTS);
  }

  @Override
  public void process(Record<String, Readership> record) {
    String feedUrl = record.key();
    Readership report = record.value();
    String reporter = feedUrl + " " + report.getEdge();
    ReadershipTotal total = totals.get(feedUrl);
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    ReadershipRule.Verdict verdict = rule.judge(total, reports.get(reporter), report, now);
    if (verdict instanceof ReadershipRule.Verdict.Counted counted) {
      reports.put(reporter, report.getFrom().toEpochMilli());
      totals.put(feedUrl, counted.total());
      context.forward(new Record<>(feedUrl, counted.total(), record.timestamp()));
    } else if (verdict instanceof ReadershipRule.Verdict.Repeated && total != null) {
      // The total may have been lost where the process was killed between state and output.
      context.forward(new Record<>(feedUrl, total, record.timestamp()));
    }
    registry.counter("feedmesh.readership.reports", "verdict", tag(verdict)).increment();
  }

  private static String tag(ReadershipRule.Verdict verdict) {
    if (verdict instanceof ReadershipRule.Verdict.Counted) {
      return "counted";
    }
    if (verdict instanceof ReadershipRule.Verdict.Repeated) {
      return "repeated";
    }
    return verdict instanceof ReadershipRule.Verdict.Late ? "late" : "implausible";
  }
}
