package io.feedmesh.streams.testing;

import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A topology on Kafka's own test driver, with a clock that stands still until it is moved. */
public final class TopologyRig implements AutoCloseable {
  public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  public final Topics topics = new Topics(TopicSettings.DEFAULT.withPartitions(1));
  public final MeterRegistry registry = new SimpleMeterRegistry();
  private final Path folder;
  private final TopologyTestDriver driver;
  private Instant now = START;

  /** What defines a topology. */
  @FunctionalInterface
  public interface Definition {
    void define(StreamsBuilder builder, Topics topics, MeterRegistry registry);
  }

  public TopologyRig(Definition definition) {
    folder = temporary();
    Properties properties = properties(folder);
    StreamsBuilder builder = new StreamsBuilder();
    definition.define(builder, topics, registry);
    driver = new TopologyTestDriver(builder.build(properties), properties, START);
  }

  private static Properties properties(Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "rig");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    properties.put(
        StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.REUSE_KTABLE_SOURCE_TOPICS);
    return properties;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("feedmesh-rig");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Instant now() {
    return now;
  }

  /** Moves the clock; punctuations run. */
  public void advance(Duration by) {
    now = now.plus(by);
    driver.advanceWallClockTime(by);
  }

  public <V extends SpecificRecord> void send(Topic<V> topic, String key, V value) {
    send(topic, new TestRecord<>(key, value, now));
  }

  public <V extends SpecificRecord> void send(Topic<V> topic, TestRecord<String, V> record) {
    TestInputTopic<String, V> input =
        driver.createInputTopic(topic.name(), new StringSerializer(), topic.value().serializer());
    input.pipeInput(record);
  }

  /** A record without a key, or with a value of the caller's bytes. */
  public void sendBytes(Topic<?> topic, String key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value, now);
  }

  /** What came out since the last call. */
  public <V extends SpecificRecord> List<TestRecord<String, V>> sent(Topic<V> topic) {
    TestOutputTopic<String, V> output =
        driver.createOutputTopic(
            topic.name(), topic.key().deserializer(), topic.value().deserializer());
    return output.readRecordsToList();
  }

  /** How many keys a store has. */
  public int stored(String store) {
    try (var all = driver.getKeyValueStore(store).all()) {
      int keys = 0;
      for (; all.hasNext(); all.next()) {
        keys++;
      }
      return keys;
    }
  }

  public double count(String counter, String... tags) {
    var found = registry.find(counter).tags(tags).counter();
    return found == null ? 0 : found.count();
  }

  @Override
  public void close() {
    driver.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
