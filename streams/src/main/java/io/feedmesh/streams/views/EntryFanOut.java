package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Each entry change goes to everyone who wants the feed's entries now. */
final class EntryFanOut implements Processor<String, EntryChange, String, EntryView> {
  private final ViewMetrics metrics;
  private ProcessorContext<String, EntryView> context;
  private SubscriptionStore subscriptions;

  EntryFanOut(ViewMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, EntryView> context) {
    this.context = context;
    this.subscriptions = new SubscriptionStore(context);
  }

  @Override
  public void process(Record<String, EntryChange> record) {
    for (var held : subscriptions.live(record.key(), context.currentSystemTimeMs())) {
      if (FanOutRule.wantsEntries(held.subscription())) {
        EntryView view = new EntryView(held.subscriber(), List.of(record.key()), record.value());
        context.forward(new Record<>(held.subscriber(), view, record.timestamp()));
        metrics.entries.increment();
      }
    }
  }
}
