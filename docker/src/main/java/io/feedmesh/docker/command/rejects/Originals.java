package io.feedmesh.docker.command.rejects;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.CommandException;
import io.feedmesh.schemas.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads single records by where they are. Not for several threads. */
final class Originals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<String, byte[]> consumer;

  Originals(KafkaSettings kafka) {
    consumer = kafka.consumer(kafka.id("command"), null, Map.of());
  }

  /**
   * The record at that place; empty if its topic does not keep it any more.
   *
   * @throws CommandException if the cluster stops answering
   */
  Optional<ConsumerRecord<String, byte[]>> at(TopicPartition partition, long offset) {
    List<TopicPartition> only = List.of(partition);
    consumer.assign(only);
    if (offset < consumer.beginningOffsets(only).get(partition)
        || offset >= consumer.endOffsets(only).get(partition)) {
      return Optional.empty();
    }
    consumer.seek(partition, offset);
    long begin = System.nanoTime();
    while (consumer.position(partition) <= offset) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL).records(partition)) {
        return record.offset() == offset ? Optional.of(record) : Optional.empty();
      }
      if (System.nanoTime() - begin > Cluster.PATIENCE.toNanos()) {
        throw new CommandException(partition + " offset " + offset + " could not be read in time");
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
