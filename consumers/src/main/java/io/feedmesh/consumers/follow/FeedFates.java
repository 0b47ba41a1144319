package io.feedmesh.consumers.follow;

import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.FeedCondition;
import io.feedmesh.schemas.record.FeedStatus;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The feeds that are gone or have moved for good, as the schedule app says on {@code feed-states}:
 * their readers are told so in place of what the spool still has. Safe for use by several threads.
 */
public final class FeedFates implements TopicLoop.Follower, Function<FeedUrl, Fate> {
  private final Topic<FeedStatus> topic;
  private final RecordReader reader;
  private final Map<FeedUrl, Fate> fates = new ConcurrentHashMap<>();

  /** Knows none before it follows. */
  public FeedFates(Topic<FeedStatus> topic, MeterRegistry registry) {
    this.topic = topic;
    this.reader =
        new RecordReader(
            registry.counter("feedmesh.edge.unreadable", "topic", "feed-states")::increment);
    registry.gauge("feedmesh.edge.gone", fates, all -> count(all, Fate.Gone.class));
    registry.gauge("feedmesh.edge.moved", fates, all -> count(all, Fate.Moved.class));
  }

  private static long count(Map<FeedUrl, Fate> fates, Class<? extends Fate> kind) {
    return fates.values().stream().filter(kind::isInstance).count();
  }

  /** What has become of that feed. One that has moved to where it would only be sent on is here. */
  @Override
  public Fate apply(FeedUrl url) {
    Fate fate = fates.get(url);
    if (fate == null || (fate instanceof Fate.Moved moved && fates.containsKey(moved.to()))) {
      return Fate.HERE;
    }
    return fate;
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
    Optional<Fate> fate = status.flatMap(FeedFates::fate);
    if (fate.isPresent()) {
      fates.put(url, fate.get());
    } else {
      fates.remove(url);
    }
  }

  private static Optional<Fate> fate(FeedStatus status) {
    if (status.getCondition() == FeedCondition.GONE) {
      return Optional.of(new Fate.Gone());
    }
    if (status.getCondition() != FeedCondition.MOVED || status.getMovedTo() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Fate.Moved(FeedUrl.parse(status.getMovedTo())));
    } catch (BadFeedUrlException e) {
      return Optional.empty(); // nobody can be sent there
    }
  }
}
