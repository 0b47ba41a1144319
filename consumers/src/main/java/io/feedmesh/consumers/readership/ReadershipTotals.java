package io.feedmesh.consumers.readership;

import io.feedmesh.consumers.follow.Partitions;
import io.feedmesh.consumers.follow.TopicLoop;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.ReadershipTotal;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * How many read each feed of the mesh, as the readership app says: the 100,000 feeds that were read
 * last, as bytes, some 40 MB. Safe for use by several threads.
 */
public final class ReadershipTotals implements TopicLoop.Follower {
  private static final int MAX_FEEDS = 100_000;

  private final Topic<ReadershipTotal> topic;
  private final RecordReader reader;
  private final int maxFeeds;
  private final Map<String, byte[]> latest = new LinkedHashMap<>(); // the one told last, last

  /** Knows none before it follows. */
  public ReadershipTotals(Topic<ReadershipTotal> topic, MeterRegistry registry) {
    this(topic, MAX_FEEDS, registry);
  }

  ReadershipTotals(Topic<ReadershipTotal> topic, int maxFeeds, MeterRegistry registry) {
    this.topic = topic;
    this.maxFeeds = maxFeeds;
    this.reader =
        new RecordReader(
            registry.counter("feedmesh.edge.unreadable", "topic", "readership-totals")::increment);
  }

  /** The feed's readers; empty for a feed that nobody has read of late. */
  public Optional<ReadershipTotal> of(FeedUrl url) {
    synchronized (latest) {
      return Optional.ofNullable(latest.get(url.toString())).map(topic.value()::decode);
    }
  }

  @Override
  public void begin(Consumer<String, byte[]> consumer) {
    var unused = Partitions.fromBeginning(consumer, topic);
  }

  @Override
  public void records(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    records.forEach(this::take);
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    boolean known = record.value() != null && reader.read(topic, record).isPresent();
    synchronized (latest) {
      latest.remove(record.key());
      if (known) {
        latest.put(record.key(), record.value());
      }
      if (latest.size() > maxFeeds) {
        latest.remove(latest.keySet().iterator().next());
      }
    }
  }
}
