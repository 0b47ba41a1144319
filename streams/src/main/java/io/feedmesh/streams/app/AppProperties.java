package io.feedmesh.streams.app;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.topicPrefix;

import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams' properties for one app. */
final class AppProperties {
  /** An idle thread looks at its clock this often, which bounds what a commit waits for it. */
  private static final Duration POLL = Duration.ofMillis(10);

  /** How long a task bears a cluster that does not answer before its thread is replaced. */
  private static final Duration TASK_PATIENCE = Duration.ofHours(1);

  private AppProperties() {}

  static Map<String, Object> of(
      KafkaSettings kafka,
      io.feedmesh.streams.app.StreamsConfig config,
      AppName app,
      BadRecordHandler.Sink badRecords) {
    Map<String, Object> all = new HashMap<>();
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, kafka.id(app.label()));
    all.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toAbsolutePath().toString());
    if (config.advertised() != null) {
      all.put(StreamsConfig.APPLICATION_SERVER_CONFIG, config.advertised());
    }
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.standbys());
    all.put(
        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
        app.exactlyOnce() ? StreamsConfig.EXACTLY_ONCE_V2 : StreamsConfig.AT_LEAST_ONCE);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    all.put(StreamsConfig.POLL_MS_CONFIG, POLL.toMillis());
    all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    all.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
    all.put(StreamsConfig.TASK_TIMEOUT_MS_CONFIG, TASK_PATIENCE.toMillis());
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BadRecordHandler.class);
    all.put(BadRecordHandler.SINK, badRecords);
    all.put(
        topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
        Integer.toString(Topic.MAX_DOCUMENT_RECORD_BYTES));
    consumer(all, app);
    kafka.producerDefaults().forEach((key, value) -> all.put(producerPrefix(key), value));
    if (app.exactlyOnce()) {
      // Nobody sees a record before its commit, which sends what still waits: full batches are
      // free.
      all.put(producerPrefix(ProducerConfig.LINGER_MS_CONFIG), config.commitInterval().toMillis());
    }
    userWins(all, kafka.common());
    return all;
  }

  private static void consumer(Map<String, Object> all, AppName app) {
    all.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    all.put(
        consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        (int) KafkaSettings.SESSION.toMillis());
    all.put(
        consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        (int) KafkaSettings.SESSION.toMillis() / 4);
    if (!app.exactlyOnce()) {
      // What others wrote in transactions that came to nothing must not be seen here either.
      all.put(consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
    }
  }

  private static void userWins(Map<String, Object> all, Map<String, Object> given) {
    given.forEach(
        (key, value) -> {
          all.put(key, value);
          all.computeIfPresent(producerPrefix(key), (k, ours) -> value);
          all.computeIfPresent(consumerPrefix(key), (k, ours) -> value);
        });
  }
}
