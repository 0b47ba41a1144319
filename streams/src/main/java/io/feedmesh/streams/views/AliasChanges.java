package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.topology.Handover;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** When a feed turns out to be an alias, or is one no more, its subscriptions follow. */
final class AliasChanges implements Processor<String, FeedAlias, String, ViewChange> {
  private ProcessorContext<String, ViewChange> context;
  private SubscriptionStore subscriptions;
  private AliasedSubscriptions aliased;

  @Override
  public void init(ProcessorContext<String, ViewChange> context) {
    this.context = context;
    this.subscriptions = new SubscriptionStore(context);
    this.aliased = new AliasedSubscriptions(context);
  }

  @Override
  public void process(Record<String, FeedAlias> record) {
    FeedAlias alias = record.value();
    FeedAlias before = aliased.put(record.key(), alias);
    boolean moved =
        before != null && (alias == null || !alias.getCanonical().equals(before.getCanonical()));
    for (var held : subscriptions.live(record.key(), context.currentSystemTimeMs())) {
      SubscriptionKey key = held.key();
      if (key.alias() != null) {
        continue; // it follows from the subscriber's own, and so will the next
      }
      if (moved) {
        aliased.follow(key, null, before, Handover.headers());
      }
      if (alias != null) {
        // It did not start now: nothing earlier is to be sent.
        Subscription running =
            Subscription.newBuilder(held.subscription()).setLast(0).setSince(null).build();
        aliased.follow(key, running, alias, new RecordHeaders());
      }
    }
  }
}
