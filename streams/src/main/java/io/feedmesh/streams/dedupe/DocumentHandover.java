package io.feedmesh.streams.dedupe;

import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.record.FeedAlias;
import io.feedmesh.streams.topology.Handover;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** The document of a feed that turned out to be an alias goes: its feed has one for its readers. */
final class DocumentHandover extends ContextualProcessor<String, FeedAlias, String, Document> {
  @Override
  public void process(Record<String, FeedAlias> record) {
    context().forward(new Record<>(record.key(), null, record.timestamp(), Handover.headers()));
  }
}
