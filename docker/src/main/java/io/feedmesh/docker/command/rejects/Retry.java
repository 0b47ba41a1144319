package io.feedmesh.docker.command.rejects;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.Sends;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.streams.dedupe.ChangeTrial;
import io.feedmesh.streams.dedupe.ChangeTrial.Refusal;
import io.feedmesh.streams.dedupe.DedupeConfig;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Tries refused documents with the parser of this version, and sends those that it takes to {@code
 * changes} again. What was taken in the meantime is dropped there as known, so trying twice does no
 * harm. Once, on one thread.
 */
final class Retry {
  private final KafkaSettings kafka;
  private final boolean send;
  private final BiConsumer<Reject, Optional<Refusal>> each;
  private final Topic<Change> changes;
  private final ChangeTrial trial = new ChangeTrial(DedupeConfig.DEFAULT);

  /**
   * What came of it.
   *
   * @param accepted taken now
   * @param refused still refused
   * @param gone no longer on {@code changes}
   * @param others no documents, but records of other topics
   */
  record Summary(int accepted, int refused, int gone, int others) {}

  /**
   * For the documents on that cluster.
   *
   * @param send whether those taken are sent again
   * @param each told of each document that was tried, with why it is still refused
   */
  Retry(KafkaSettings kafka, boolean send, BiConsumer<Reject, Optional<Refusal>> each) {
    this.kafka = kafka;
    this.send = send;
    this.each = each;
    this.changes = kafka.topics().changes;
  }

  /** Tries those once each, in the order of their offsets. */
  Summary run(Collection<Reject> rejects) {
    TreeMap<Integer, TreeMap<Long, Reject>> places = new TreeMap<>();
    int others = 0;
    for (Reject reject : rejects) {
      if (changes.name().equals(reject.getTopic())) {
        places
            .computeIfAbsent(reject.getPartition(), p -> new TreeMap<>())
            .put(reject.getOffset(), reject);
      } else {
        others++;
      }
    }
    int[] counts = new int[3];
    try (Originals originals = new Originals(kafka);
        RecordSender sender = kafka.sender(kafka.id("command"))) {
      Sends sends = new Sends(Cluster.PATIENCE);
      places.forEach(
          (partition, offsets) ->
              offsets
                  .values()
                  .forEach(reject -> counts[tried(reject, originals, sender, sends)]++));
      sends.await();
    }
    return new Summary(counts[0], counts[1], counts[2], others);
  }

  private int tried(Reject reject, Originals originals, RecordSender sender, Sends sends) {
    TopicPartition partition = new TopicPartition(changes.name(), reject.getPartition());
    Optional<ConsumerRecord<String, byte[]>> original = originals.at(partition, reject.getOffset());
    if (original.isEmpty()) {
      return 2;
    }
    ConsumerRecord<String, byte[]> record = original.get();
    Change change;
    try {
      change = changes.value().decode(record.value());
    } catch (SerializationException e) {
      each.accept(reject, Optional.of(new Refusal(RejectReason.BAD_RECORD, e.getMessage())));
      return 1;
    }
    Optional<Refusal> refusal = trial.refusal(record.key(), change);
    each.accept(reject, refusal);
    if (refusal.isEmpty() && send) {
      sends.add(sender.send(changes, record.key(), change));
    }
    return refusal.isEmpty() ? 0 : 1;
  }
}
