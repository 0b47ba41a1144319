package io.feedmesh.consumers.live;

import io.feedmesh.consumers.json.EntryJson;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.topic.Topic;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
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
    return reader.read(topic, record).map(view -> decoded(log, record.offset(), view));
  }

  private static Decoded decoded(String log, long offset, EntryView view) {
    EntryChange change = view.getChange();
    Set<String> feeds = new HashSet<>();
    feeds.add(change.getFeedUrl());
    view.getReasons().forEach(reason -> feeds.add(reason.split(" ", 2)[0]));
    byte[] json = EntryJson.brief(change, view.getReasons());
    return new Decoded(LiveEvent.of(new EventId(log, offset), feeds, json), change);
  }
}
