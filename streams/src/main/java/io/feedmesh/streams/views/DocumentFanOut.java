package io.feedmesh.streams.views;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.streams.topology.Handover;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Each new version of a document goes to everyone who wants it now; its end too. */
final class DocumentFanOut implements Processor<String, Document, String, Document> {
  private final ViewMetrics metrics;
  private ProcessorContext<String, Document> context;
  private SubscriptionStore subscriptions;

  DocumentFanOut(ViewMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, Document> context) {
    this.context = context;
    this.subscriptions = new SubscriptionStore(context);
  }

  @Override
  public void process(Record<String, Document> record) {
    Document document = record.value();
    if (document == null && Handover.is(record.headers())) {
      return;
    }
    Document bare = null;
    for (var held : subscriptions.live(record.key(), context.currentSystemTimeMs())) {
      Shape shape = FanOutRule.shape(held.subscription());
      if (shape == Shape.METADATA && bare == null && document != null) {
        bare = FanOutRule.shaped(document, Shape.METADATA);
      }
      if (shape != Shape.NONE) {
        send(held.key(), shape == Shape.METADATA ? bare : document, record.timestamp());
      }
    }
  }

  private void send(SubscriptionKey key, Document document, long timestamp) {
    context.forward(new Record<>(FanOutRule.viewKey(key), FanOutRule.as(key, document), timestamp));
    (document == null ? metrics.withdrawn : metrics.documents).increment();
  }
}
