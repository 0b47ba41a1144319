package io.feedmesh.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates, checks and describes the catalogue's topics on a cluster. Not for several threads. */
public final class TopicAdmin {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Admin admin;
  private final Duration timeout;

  /** Works through the given client; every call ends or fails within the time-out. */
  public TopicAdmin(Admin admin, Duration timeout) {
    this.admin = admin;
    this.timeout = timeout;
  }

  /**
   * What a cluster has in another way than the catalogue says.
   *
   * @param topic full name
   * @param what which property
   * @param expected what the catalogue says
   * @param found what the cluster has
   */
  public record Difference(String topic, String what, String expected, String found) {}

  /**
   * What a cluster has of one topic.
   *
   * @param partitions how many
   * @param replicas how many copies of the first partition
   * @param records how many records lie between its first and last offsets
   * @param configs the catalogue's keys with the cluster's values
   */
  public record Found(int partitions, int replicas, long records, Map<String, String> configs) {}

  /**
   * Creates the topics that are missing, then waits until each partition of all can be written. A
   * producer's first batch to a partition without a leader can be lost (KAFKA-15591), so nothing is
   * sent before this returns. A cluster that has fewer brokers than its own default asks for is
   * still starting, and waited for.
   *
   * @param replication copies of each partition; empty for the cluster's default
   * @return the names of those created
   * @throws InvalidReplicationFactorException if there are fewer brokers than copies: at once if
   *     the copies were given, else after the time-out
   */
  public List<String> create(Topics topics, Optional<Short> replication) {
    List<String> created =
        replication.isPresent()
            ? createMissing(topics, replication)
            : retry(
                () -> createMissing(topics, replication), InvalidReplicationFactorException.class);
    awaitWritable(topics.all().stream().map(Topic::name).toList());
    return created;
  }

  private List<String> createMissing(Topics topics, Optional<Short> replication) {
    Set<String> existing = call(admin.listTopics().names());
    List<NewTopic> missing =
        topics.all().stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(
                topic ->
                    new NewTopic(topic.name(), Optional.of(topic.partitions()), replication)
                        .configs(topic.configs()))
            .toList();
    Map<String, KafkaFuture<Void>> creating = admin.createTopics(missing).values();
    return missing.stream()
        .map(NewTopic::name)
        .filter(name -> isCreated(creating.get(name)))
        .toList();
  }

  private boolean isCreated(KafkaFuture<Void> creating) {
    try {
      call(creating);
      return true;
    } catch (TopicExistsException e) {
      return false; // another process of the same start was quicker
    }
  }

  /** Waits until every partition of these topics has a leader that takes requests. */
  public void awaitWritable(List<String> names) {
    try {
      retry(() -> offsets(partitions(names), OffsetSpec.latest()), KafkaException.class);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "topics are not writable after " + timeout.toSeconds() + " s: " + e.getMessage(), e);
    }
  }

  /** Tries again until the time-out, as long as it fails in this way. */
  private <T> T retry(Supplier<T> task, Class<? extends KafkaException> failure) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      try {
        return task.get();
      } catch (KafkaException e) {
        if (!failure.isInstance(e) || System.nanoTime() > deadline) {
          throw e;
        }
        pause();
      }
    }
  }

  /** All differences; none if the cluster is as the catalogue says. */
  public List<Difference> check(Topics topics) {
    Map<String, Optional<Found>> found = describe(topics);
    List<Difference> differences = new ArrayList<>();
    int joined = joinedPartitions(found).orElse(topics.settings().partitions());
    for (Topic<?> topic : topics.all()) {
      Optional<Found> there = found.get(topic.name());
      if (there.isEmpty()) {
        differences.add(new Difference(topic.name(), "topic", "present", "missing"));
        continue;
      }
      if (there.get().partitions() != joined) {
        differences.add(
            new Difference(
                topic.name(),
                "partitions",
                joined + ", as the other topics",
                Integer.toString(there.get().partitions())));
      }
      topic
          .configs()
          .forEach(
              (key, expected) -> {
                String actual = there.get().configs().get(key);
                if (!expected.equals(actual)) {
                  differences.add(new Difference(topic.name(), key, expected, actual));
                }
              });
    }
    return differences;
  }

  /** What the cluster has, by full name; empty where the topic is missing. */
  public Map<String, Optional<Found>> describe(Topics topics) {
    Set<String> existing = call(admin.listTopics().names());
    List<String> names = topics.all().stream().map(Topic::name).filter(existing::contains).toList();
    Map<String, TopicDescription> descriptions = call(admin.describeTopics(names).allTopicNames());
    Map<ConfigResource, Config> configs =
        call(
            admin
                .describeConfigs(
                    names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
    Map<String, Long> records = records(names);
    Map<String, Optional<Found>> found = new TreeMap<>();
    for (Topic<?> topic : topics.all()) {
      TopicDescription there = descriptions.get(topic.name());
      found.put(
          topic.name(),
          Optional.ofNullable(there)
              .map(d -> found(topic, d, configs, records.getOrDefault(topic.name(), 0L))));
    }
    return found;
  }

  private static Found found(
      Topic<?> topic, TopicDescription there, Map<ConfigResource, Config> configs, long records) {
    Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
    Map<String, String> values = new TreeMap<>();
    topic.configs().keySet().forEach(key -> values.put(key, config.get(key).value()));
    return new Found(
        there.partitions().size(), there.partitions().get(0).replicas().size(), records, values);
  }

  private static Optional<Integer> joinedPartitions(Map<String, Optional<Found>> found) {
    return found.values().stream()
        .flatMap(Optional::stream)
        .collect(Collectors.groupingBy(Found::partitions, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }

  private Map<String, Long> records(List<String> names) {
    List<TopicPartition> partitions = partitions(names);
    Map<TopicPartition, ListOffsetsResultInfo> first = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, ListOffsetsResultInfo> last = offsets(partitions, OffsetSpec.latest());
    return last.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                e -> e.getKey().topic(),
                Collectors.summingLong(
                    e -> e.getValue().offset() - first.get(e.getKey()).offset())));
  }

  private List<TopicPartition> partitions(List<String> names) {
    return call(admin.describeTopics(names).allTopicNames()).values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(part -> new TopicPartition(topic.name(), part.partition())))
        .toList();
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec at) {
    return call(
        admin.listOffsets(partitions.stream().collect(Collectors.toMap(p -> p, p -> at))).all());
  }

  private <T> T call(KafkaFuture<T> future) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(
          "the cluster did not answer within " + timeout.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }
}
