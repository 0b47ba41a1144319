package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Each entry change goes to everyone who wants the feed's entries now. */
final class EntryFanOut implements Processor<String, EntryChange, String, EntryFanOut.Sent> {
  /**
   * A view of an entry on its way.
   *
   * @param once whether the subscriber wants it from one of its feeds only
   */
  record Sent(EntryView view, boolean once) {}

  private final ViewMetrics metrics;
  private ProcessorContext<String, Sent> context;
  private SubscriptionStore subscriptions;

  EntryFanOut(ViewMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Sent> context) {
    this.context = context;
    this.subscriptions = new SubscriptionStore(context);
  }

  @Override
  public void process(Record<String, EntryChange> record) {
    for (var held : subscriptions.live(record.key(), context.currentSystemTimeMs())) {
      if (FanOutRule.wantsEntries(held.subscription())) {
        EntryView view = new EntryView(held.subscriber(), List.of(record.key()), record.value());
        Sent sent = new Sent(view, held.subscription().getOnce());
        context.forward(new Record<>(held.subscriber(), sent, record.timestamp()));
        metrics.entries.increment();
      }
    }
  }
}
