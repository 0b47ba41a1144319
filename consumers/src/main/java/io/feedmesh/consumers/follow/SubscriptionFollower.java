package io.feedmesh.consumers.follow;

import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Tells an edge's leases what {@code subscriptions} says of its subscriber, from the beginning. */
public final class SubscriptionFollower implements TopicLoop.Follower {
  private final String suffix;
  private final Topic<Subscription> topic;
  private final Leases leases;
  private final RecordReader reader;
  private Map<TopicPartition, Long> ends;

  /** For one subscriber. */
  public SubscriptionFollower(
      String subscriber, Topic<Subscription> topic, Leases leases, MeterRegistry registry) {
    this.suffix = " " + subscriber;
    this.topic = topic;
    this.leases = leases;
    this.reader =
        new RecordReader(
            registry.counter("feedmesh.edge.unreadable", "topic", "subscriptions")::increment);
  }

  @Override
  public void begin(Consumer<String, byte[]> consumer) {
    ends = consumer.endOffsets(Partitions.fromBeginning(consumer, topic));
  }

  @Override
  public void records(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    for (ConsumerRecord<String, byte[]> record : records) {
      take(record);
    }
    if (ends != null
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
      ends = null;
      leases.caughtUp();
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    String key = String.valueOf(record.key());
    if (!key.endsWith(suffix)) {
      return;
    }
    FeedUrl url;
    try {
      url = FeedUrl.parse(key.substring(0, key.length() - suffix.length()));
    } catch (BadFeedUrlException e) {
      return; // a stored query over all feeds, which is no feed's lease
    }
    if (record.value() == null) {
      leases.known(url, null);
    } else {
      reader.read(topic, record).ifPresent(subscription -> leases.known(url, subscription));
    }
  }
}
