package io.feedmesh.consumers.follow;

import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.FeedCondition;
import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The feeds that are gone for good, as the schedule app says on {@code feed-states}: their readers
 * get 410 (RFC 9110, section 15.5.11) in place of what the spool still has. Safe for use by several
 * threads.
 */
public final class GoneFeeds implements TopicLoop.Follower, Predicate<FeedUrl> {
  private final Topic<FeedStatus> topic;
  private final RecordReader reader;
  private final Set<FeedUrl> gone = ConcurrentHashMap.newKeySet();

  /** Knows none before it follows. */
  public GoneFeeds(Topic<FeedStatus> topic, MeterRegistry registry) {
    this.topic = topic;
    this.reader =
        new RecordReader(
            registry.counter("feedmesh.edge.unreadable", "topic", "feed-states")::increment);
    registry.gaugeCollectionSize("feedmesh.edge.gone", List.of(), gone);
  }

  /** Whether that feed is gone. */
  @Override
  public boolean test(FeedUrl url) {
    return gone.contains(url);
  }

  @Override
  public void begin(Consumer<String, byte[]> consumer) {
    Partitions.fromBeginning(consumer, topic);
  }

  @Override
  public void records(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      take(record);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    FeedUrl url;
    try {
      url = FeedUrl.parse(String.valueOf(record.key()));
    } catch (BadFeedUrlException e) {
      return; // a feed by that name can be asked of nobody
    }
    Optional<FeedStatus> status =
        record.value() == null ? Optional.empty() : reader.read(topic, record);
    if (status.filter(s -> s.getCondition() == FeedCondition.GONE).isPresent()) {
      gone.add(url);
    } else {
      gone.remove(url);
    }
  }
}
