package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Each entry change goes to everyone who wants the feed's entries now, once, with all addresses by
 * which it wants them.
 */
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
    Map<String, List<SubscriptionStore.Held>> wanting = new LinkedHashMap<>();
    for (var held : subscriptions.live(record.key(), context.currentSystemTimeMs())) {
      if (FanOutRule.wantsEntries(held.subscription())
          && held.subscription().getQuery() == null) { // queries match nothing yet
        wanting.computeIfAbsent(held.key().subscriber(), key -> new ArrayList<>(1)).add(held);
      }
    }
    wanting.forEach((subscriber, why) -> send(subscriber, why, record));
  }

  private void send(
      String subscriber, List<SubscriptionStore.Held> why, Record<String, EntryChange> record) {
    List<String> reasons = why.stream().map(held -> held.key().address()).toList();
    boolean once = why.stream().anyMatch(held -> held.subscription().getOnce());
    Sent sent = new Sent(new EntryView(subscriber, reasons, record.value()), once);
    context.forward(new Record<>(subscriber, sent, record.timestamp()));
    metrics.entries.increment();
  }
}
