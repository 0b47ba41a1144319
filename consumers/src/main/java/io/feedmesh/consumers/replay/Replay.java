package io.feedmesh.consumers.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.feedmesh.consumers.json.EntryJson;
import io.feedmesh.consumers.replay.ReplaySummary.End;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.topic.Topic;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Gives the entries of a time range, or what one subscriber got of them, again as JSON Lines: one
 * {@link EntryJson} object a line, in the order of their acceptance, committed ones only, each
 * once. Run it once, in one thread; {@link #stop} ends it from any.
 */
public final class Replay {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_WAITING = 2_000;

  private final KafkaSettings kafka;
  private final ReplayConfig config;
  private final Topic<?> topic;
  private final Merge merge = new Merge();
  private final AtomicLong entries = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();
  private final RecordReader reader = new RecordReader(unreadable::incrementAndGet);
  private final AtomicBoolean stopped = new AtomicBoolean();
  private volatile Consumer<String, byte[]> running;

  /** Connects to nothing before {@link #run}. */
  public Replay(KafkaSettings kafka, ReplayConfig config) {
    this.kafka = kafka;
    this.config = config;
    this.topic =
        config.subscriber().isPresent() ? kafka.topics().entryViews : kafka.topics().entries;
  }

  /** Lines written so far; for any thread. */
  public long entries() {
    return entries.get();
  }

  /**
   * Writes the range, and with {@code follow} what comes later, until {@link #stop}. The stream is
   * flushed whenever nothing more is at hand, and left open.
   *
   * @throws IOException if writing fails for another reason than that the reader went away
   * @throws IllegalStateException if the topic is missing
   * @throws org.apache.kafka.common.KafkaException if the cluster does not answer
   */
  public ReplaySummary run(OutputStream out) throws IOException {
    try (Consumer<String, byte[]> consumer = consumer();
        JsonGenerator json = EntryJson.generator(out)) {
      running = consumer;
      return summary(copy(consumer, json, out));
    } catch (WakeupException e) {
      return summary(End.STOPPED);
    } catch (IOException e) {
      if (ClosedOutput.is(e)) {
        return summary(End.OUTPUT_CLOSED);
      }
      throw e;
    } finally {
      running = null;
    }
  }

  /** Ends a running replay within moments; what was written stays whole lines. */
  public void stop() {
    stopped.set(true);
    Consumer<String, byte[]> consumer = running;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private End copy(Consumer<String, byte[]> consumer, JsonGenerator json, OutputStream out)
      throws IOException {
    Ranges ranges = Ranges.find(consumer, topic, config);
    List<Integer> partitions = ranges.partitions();
    while (!stopped.get()) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        take(record, ranges);
      }
      Optional<EntryView> next = merge.next(partitions, p -> ranges.open(consumer, p));
      while (next.isPresent()) {
        EntryJson.full(json, next.get().getChange(), next.get().getReasons());
        json.writeRaw('\n');
        entries.incrementAndGet();
        next = merge.next(partitions, p -> ranges.open(consumer, p));
      }
      json.flush();
      out.flush();
      if (!config.follow() && ranges.done(consumer)) {
        return End.COMPLETE;
      }
      throttle(consumer);
    }
    return End.STOPPED;
  }

  private void take(ConsumerRecord<String, byte[]> record, Ranges ranges) {
    if (!ranges.wants(record)) {
      return;
    }
    Optional<EntryView> view = read(record);
    if (view.isPresent() && config.wants(view.get().getChange())) {
      merge.add(record.partition(), view.get());
    }
  }

  private Optional<EntryView> read(ConsumerRecord<String, byte[]> record) {
    return config.subscriber().isPresent()
        ? reader.read(kafka.topics().entryViews, record)
        : reader
            .read(kafka.topics().entries, record)
            .map(change -> new EntryView("", List.of(change.getFeedUrl()), change));
  }

  /** A partition that is ahead of the others waits for them, so that memory stays bounded. */
  private void throttle(Consumer<String, byte[]> consumer) {
    for (TopicPartition partition : consumer.assignment()) {
      if (merge.waiting(partition.partition()) > MOST_WAITING) {
        consumer.pause(List.of(partition));
      } else {
        consumer.resume(List.of(partition));
      }
    }
  }

  private Consumer<String, byte[]> consumer() {
    return kafka.consumer(
        kafka.id("replay"),
        null,
        Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            20_000,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            MOST_WAITING));
  }

  private ReplaySummary summary(End end) {
    return new ReplaySummary(entries.get(), unreadable.get(), end);
  }
}
