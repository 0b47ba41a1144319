package io.feedmesh.consumers.follow;

import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolFormatException;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.consumers.spool.Versions;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.Document;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.BadFeedUrlException;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a subscriber's documents from {@code document-views} to a spool: the one partition that
 * holds this subscriber, from where the spool's folder says it was, or from the beginning. The
 * position is written after the files, so a killed process reads some records again, which changes
 * nothing. After a reading from the beginning, feeds that did not occur are removed: their
 * tombstones are gone.
 */
public final class ViewFollower implements TopicLoop.Follower {
  private static final Logger LOG = LoggerFactory.getLogger(ViewFollower.class);

  /** The position is written when nothing more comes, in a long stream this often. */
  private static final long PAUSE = 1000;

  /** How often it is told how far a reading from the beginning is. */
  private static final long TELL = 5000;

  private final String subscriber;
  private final KafkaSettings kafka;
  private final Topic<Document> topic;
  private final Spool spool;
  private final InstantSource clock;
  private final boolean mayBeEmpty;
  private final RecordReader reader;
  private final Counter unreadable;
  private final AtomicLong lag = new AtomicLong(-1);
  private final AtomicLong left = new AtomicLong();
  private TopicPartition partition;
  private Position log;
  private boolean behind;
  private boolean ended; // a feed: its earlier versions must not be read again
  private Set<FeedUrl> seen;
  private long rebuiltAt;
  private long told;

  /** For the views of one subscriber. */
  public ViewFollower(
      String subscriber,
      KafkaSettings kafka,
      Spool spool,
      InstantSource clock,
      MeterRegistry registry) {
    this(subscriber, kafka, spool, clock, registry, true);
  }

  ViewFollower(
      String subscriber,
      KafkaSettings kafka,
      Spool spool,
      InstantSource clock,
      MeterRegistry registry,
      boolean mayBeEmpty) {
    this.mayBeEmpty = mayBeEmpty;
    this.subscriber = subscriber;
    this.kafka = kafka;
    this.topic = kafka.topics().documentViews;
    this.spool = spool;
    this.clock = clock;
    this.unreadable = registry.counter("feedmesh.edge.unreadable", "topic", "document-views");
    this.reader = new RecordReader(unreadable::increment);
    registry.gauge("feedmesh.edge.lag", lag);
    registry.gauge("feedmesh.edge.rebuild.left", left);
  }

  @Override
  public void begin(Consumer<String, byte[]> consumer) throws IOException {
    TopicIdentity identity = TopicIdentity.of(kafka, topic.name());
    int number = topic.partition(subscriber, identity.partitions());
    partition = new TopicPartition(topic.name(), number);
    List<TopicPartition> only = List.of(partition);
    consumer.assign(only);
    long first = consumer.beginningOffsets(only).get(partition);
    long end = consumer.endOffsets(only).get(partition);
    log =
        new Position(
            identity.cluster(), topic.name(), identity.topicId(), number, first, clock.millis());
    ResumeRule.Decision decision =
        ResumeRule.decide(Position.read(spool.folder()), log, end, spool.lossy(), clock.millis());
    if (decision instanceof ResumeRule.Decision.Resume resume) {
      seen = null;
      left.set(0);
      consumer.seek(partition, resume.offset());
      LOG.info("following {} on from offset {}", partition, resume.offset());
    } else if (decision instanceof ResumeRule.Decision.Rebuild rebuild) {
      rebuild(consumer, end, rebuild.reason());
    }
  }

  private void rebuild(Consumer<String, byte[]> consumer, long end, String reason)
      throws IOException {
    Position.delete(spool.folder()); // whoever is killed meanwhile begins again
    spool.rebuilding();
    LOG.info("reading {} from the beginning to offset {}: {}", partition, end, reason);
    seen = new HashSet<>();
    rebuiltAt = end;
    told = clock.millis();
    consumer.seekToBeginning(List.of(partition));
    left.set(Math.max(0, end - consumer.position(partition)));
  }

  @Override
  public void records(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
      throws IOException {
    if (spool.lossy()) {
      List<TopicPartition> only = List.of(partition);
      rebuild(consumer, consumer.endOffsets(only).get(partition), "a file turned out broken");
      return;
    }
    for (ConsumerRecord<String, byte[]> record : latest(records)) {
      take(record);
    }
    long next = consumer.position(partition);
    if (seen != null && next >= rebuiltAt) {
      removeUnseen();
    } else if (seen != null) {
      tell(next);
    }
    behind |= !records.isEmpty();
    if (behind
        && seen == null
        && (ended || records.isEmpty() || clock.millis() >= log.writtenAt() + PAUSE)) {
      write(next);
    }
    consumer.currentLag(partition).ifPresent(lag::set);
  }

  private void tell(long next) {
    left.set(rebuiltAt - next);
    if (clock.millis() - told >= TELL) {
      told = clock.millis();
      LOG.info("{}: {} records left, {} feeds so far", partition, left, spool.feeds().size());
    }
  }

  /** Only the last record of a feed counts, as on any compacted topic: a burst costs one file. */
  private static Collection<ConsumerRecord<String, byte[]>> latest(
      ConsumerRecords<String, byte[]> records) {
    Map<String, ConsumerRecord<String, byte[]>> latest = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      latest.put(record.key(), record);
    }
    return latest.values();
  }

  private void write(long next) throws IOException {
    log =
        new Position(
            log.cluster(), log.topic(), log.topicId(), log.partition(), next, clock.millis());
    log.write(spool.folder());
    behind = false;
    ended = false;
  }

  private void take(ConsumerRecord<String, byte[]> record) throws IOException {
    Optional<FeedUrl> url = feedUrl(record);
    if (url.isEmpty()) {
      return;
    }
    if (record.value() == null) {
      end(url.get());
      return;
    }
    Optional<Document> document = reader.read(topic, record);
    if (document.isPresent()) {
      try {
        keep(url.get(), document.get());
      } catch (SpoolFormatException e) {
        bad(record, e.getMessage());
      }
    }
  }

  /** The feed, if the record is this subscriber's. */
  private Optional<FeedUrl> feedUrl(ConsumerRecord<String, byte[]> record) {
    String key = String.valueOf(record.key());
    if (!key.startsWith(subscriber + " ")) {
      return Optional.empty();
    }
    try {
      return Optional.of(FeedUrl.parse(key.substring(subscriber.length() + 1)));
    } catch (BadFeedUrlException e) {
      bad(record, e.getMessage());
      return Optional.empty();
    }
  }

  private void bad(ConsumerRecord<String, byte[]> record, String problem) {
    LOG.warn("passed over {} offset {}: {}", partition, record.offset(), problem);
    unreadable.increment();
  }

  private void keep(FeedUrl url, Document document) throws IOException {
    SpooledFeed feed = Versions.confirmed(url, document, log.topicId(), clock.millis());
    if (seen != null) {
      seen.add(url);
    }
    if (document.getBody() != null) {
      spool.put(feed, document.getBody());
    } else {
      spool.note(feed); // a cold feed's
    }
  }

  /** A provisional version ends by itself; the tombstone is of a time before it. */
  private void end(FeedUrl url) throws IOException {
    if (seen != null) {
      seen.remove(url);
    } else if (spool.find(url).filter(kept -> !kept.provisional()).isPresent()) {
      spool.remove(url);
      ended = true;
    }
  }

  /** Whether a reading from the beginning has got to what was the end. */
  boolean rebuilt() {
    return partition != null && seen == null;
  }

  /** How far a reading has got: offsets from the first one, and how many there were. */
  long[] progress(Consumer<String, byte[]> consumer) {
    long first = log.offset();
    return new long[] {consumer.position(partition) - first, rebuiltAt - first};
  }

  private void removeUnseen() throws IOException {
    Set<FeedUrl> found = seen;
    if (found.isEmpty() && !mayBeEmpty) {
      throw new NoViewsException(subscriber, topic.name());
    }
    for (SpooledFeed feed : spool.feeds()) {
      if (!feed.provisional() && !found.contains(feed.url())) {
        spool.remove(feed.url());
      }
    }
    seen = null;
    left.set(0);
    write(rebuiltAt);
    LOG.info("{} has been read: {} feeds in the spool", partition, spool.feeds().size());
  }
}
