package io.feedmesh.schemas.kafka;

import io.feedmesh.schemas.topic.Topic;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes what a consumer got. A record that cannot be decoded is logged with its place, told to
 * the given listener, and passed over. Safe for use by several threads if the listener is.
 */
public final class RecordReader {
  private static final Logger LOG = LoggerFactory.getLogger(RecordReader.class);

  private final Runnable unreadable;

  /** Runs the listener for each record that cannot be decoded. */
  public RecordReader(Runnable unreadable) {
    this.unreadable = unreadable;
  }

  /** The value; empty for a tombstone and for what cannot be decoded. */
  public <V extends SpecificRecord> Optional<V> read(
      Topic<V> topic, ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(topic.value().decode(record.value()));
    } catch (SerializationException e) {
      passOver(record, e.getMessage());
      unreadable.run();
      return Optional.empty();
    }
  }

  /** Says in the log that a record was read, but is of no use. */
  public static void passOver(ConsumerRecord<String, byte[]> record, String why) {
    LOG.warn(
        "passed over {}-{} offset {}: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        why);
  }
}
