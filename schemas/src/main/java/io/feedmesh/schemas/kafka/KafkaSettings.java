package io.feedmesh.schemas.kafka;

import io.feedmesh.schemas.topic.CataloguePartitioner;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * How to reach a cluster, and clients for it that are set up as every role needs them. Immutable.
 *
 * @param bootstrapServers {@code host:port}, comma separated
 * @param topicSettings prefix, partitions, retention
 * @param properties Kafka client properties that go to every client as they are, and win
 */
public record KafkaSettings(
    String bootstrapServers, TopicSettings topicSettings, Map<String, String> properties) {

  /** A killed process's partitions move on after this; long enough for a slow collection. */
  public static final Duration SESSION = Duration.ofSeconds(10);

  /** A dozen documents; Kafka's own 16 KiB would make a request of each or two. */
  private static final int BATCH_BYTES = 128 * 1024;

  /** Checks and copies. */
  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap servers: expected host:port, found nothing");
    }
    properties = Map.copyOf(properties);
  }

  /** A cluster with default topics. */
  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, TopicSettings.DEFAULT, Map.of());
  }

  /**
   * These for a process that keeps its name: started again after a kill it takes its own place in
   * its consumer groups at once, instead of waiting until its session there has ended (KIP-345).
   *
   * @param name of the process, unique among those of its role in the cluster
   */
  public KafkaSettings as(String name) {
    Map<String, String> named = new HashMap<>(properties);
    named.putIfAbsent(CommonClientConfigs.GROUP_INSTANCE_ID_CONFIG, name);
    return new KafkaSettings(bootstrapServers, topicSettings, named);
  }

  /** The catalogue. */
  public Topics topics() {
    return new Topics(topicSettings);
  }

  /** Properties that every client gets. */
  public Map<String, Object> common() {
    Map<String, Object> all = new HashMap<>();
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    all.put("enable.metrics.push", false); // nobody asked for it, and it logs
    all.putAll(properties);
    return all;
  }

  /** An admin client. */
  public Admin admin() {
    return Admin.create(common());
  }

  /** A sender for any topic of the catalogue. */
  public RecordSender sender(String clientId) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
    config.putAll(producerDefaults());
    config.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, CataloguePartitioner.class.getName());
    config.put(CataloguePartitioner.PREFIX_CONFIG, topicSettings.prefix());
    config.putAll(common());
    return new RecordSender(
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer()));
  }

  /** Producer properties that Streams apps need too. */
  public Map<String, Object> producerDefaults() {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_DOCUMENT_RECORD_BYTES);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 1);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    return config;
  }

  /**
   * A consumer of committed records that starts at the earliest. Values come as bytes, so that one
   * bad record harms nobody: decode them with {@link RecordReader}.
   *
   * @param group consumer group, or null for one that assigns partitions itself and commits nothing
   * @param overrides properties over the defaults
   */
  public Consumer<String, byte[]> consumer(
      String clientId, String group, Map<String, Object> overrides) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
    if (group != null) {
      config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    }
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
    config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) SESSION.toMillis() / 4);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.putAll(overrides);
    config.putAll(common());
    return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** A name for group ids and client ids that starts with the prefix of the topics. */
  public String id(String role) {
    String prefix = topicSettings.prefix().replaceAll("[._-]+$", "");
    return (prefix.isEmpty() ? role : prefix + "-" + role).toLowerCase(Locale.ROOT);
  }
}
