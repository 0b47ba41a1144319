package io.feedmesh.consumers.live;

import io.feedmesh.consumers.json.EntryJson;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.topic.Topic;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes events of the records of one subscriber. Safe for use by several threads. */
final class ViewDecoder {
  private final Topic<EntryView> topic;
  private final String subscriber;
  private final RecordReader reader;

  ViewDecoder(Topic<EntryView> topic, String subscriber, Runnable unreadable) {
    this.topic = topic;
    this.subscriber = subscriber;
    this.reader = new RecordReader(unreadable);
  }

  /** An event with what it was made of. */
  record Decoded(LiveEvent event, EntryChange change) {}

  /** Empty for another subscriber's record, and for one that nothing can decode. */
  Optional<Decoded> decode(String log, ConsumerRecord<String, byte[]> record) {
    if (!subscriber.equals(record.key())) {
      return Optional.empty();
    }
    return reader.read(topic, record).map(view -> decoded(log, record.offset(), view.getChange()));
  }

  private static Decoded decoded(String log, long offset, EntryChange change) {
    LiveEvent event =
        LiveEvent.of(new EventId(log, offset), change.getFeedUrl(), EntryJson.brief(change));
    return new Decoded(event, change);
  }
}
