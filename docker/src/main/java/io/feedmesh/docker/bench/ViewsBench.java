package io.feedmesh.docker.bench;

import io.feedmesh.docker.bench.broker.BenchBroker;
import io.feedmesh.docker.process.Workspace;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.Metrics;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.ChangeKind;
import io.feedmesh.schemas.record.Entry;
import io.feedmesh.schemas.record.EntryChange;
import io.feedmesh.schemas.record.EntryView;
import io.feedmesh.schemas.record.Subscription;
import io.feedmesh.schemas.record.Wanted;
import io.feedmesh.schemas.topic.SubscriptionKey;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.StreamsApp;
import io.feedmesh.streams.app.StreamsConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The views app with more and more subscriptions, ten to each feed: what a change of a feed costs
 * that ten are subscribed to, and a change for very many beside a plain producer of its views.
 */
final class ViewsBench {
  private static final int SUBSCRIBERS = 10;
  private static final int FEEDS = 100;
  private static final String POPULAR = "https://popular.example/feed.xml";
  private static final String ENTRIES = "feedmesh.views.entries";
  private static final String CHANGED = "feedmesh.views.subscriptions.changed";

  private final int changes;
  private final int readers;
  private final Consumer<String> progress;
  private final MeterRegistry registry = Metrics.registry();
  private long subscribed;

  /**
   * How much is measured.
   *
   * @param changes of feeds that ten are subscribed to
   * @param readers of the feed that very many are subscribed to
   */
  ViewsBench(int changes, int readers, Consumer<String> progress) {
    this.changes = changes;
    this.readers = readers;
    this.progress = progress;
  }

  /** CPU microseconds of the app's thread for a change with ten matches. */
  record Step(long subscriptions, double micros) {}

  /**
   * What it cost.
   *
   * @param fanOut view records of the app
   * @param plain the same records by a producer
   * @param diskBytes of a subscription
   * @param lostSeconds until the app runs after its disk was lost
   */
  record Result(
      List<Step> steps, Measure fanOut, Measure plain, double diskBytes, double lostSeconds) {}

  Result run(Path folder, List<Integer> sizes) throws Exception {
    try (BenchBroker broker = BenchBroker.start(folder)) {
      KafkaSettings kafka = broker.kafka();
      Path state = folder.resolve("streams");
      List<Step> steps = new ArrayList<>();
      Measure fanOut;
      try (StreamsApp app = app(kafka, state)) {
        app.start();
        try (RecordSender sender = kafka.sender("bench-load")) {
          for (int size : sizes) {
            subscribe(kafka, sender, size);
            change(kafka, sender, FEEDS); // the first are for the compiler and the caches
            steps.add(new Step(size, micros(kafka, sender)));
          }
          fanOut = fanOut(kafka, sender);
        }
      }
      Measure plain = plain(kafka);
      double disk = (double) Workspace.size(state) / subscribed;
      Workspace.delete(state);
      progress.accept("restoring");
      long start = System.nanoTime();
      try (StreamsApp app = app(kafka, state)) {
        app.start();
        return new Result(steps, fanOut, plain, disk, (System.nanoTime() - start) / 1e9);
      }
    }
  }

  private StreamsApp app(KafkaSettings kafka, Path state) {
    return new StreamsApp(
        kafka, StreamsConfig.defaults(state), AppName.VIEWS, registry, new Health());
  }

  private void subscribe(KafkaSettings kafka, RecordSender sender, int upTo) {
    progress.accept("%,d subscriptions".formatted(upTo));
    for (; subscribed < upTo; subscribed++) {
      String feed = SyntheticFeeds.url((int) (subscribed / SUBSCRIBERS));
      send(kafka, sender, feed, "s" + subscribed % SUBSCRIBERS);
    }
    await(CHANGED, (double) subscribed);
  }

  private static void send(
      KafkaSettings kafka, RecordSender sender, String feed, String subscriber) {
    Instant now = Instant.now();
    Subscription subscription =
        Subscription.newBuilder()
            .setFeedUrl(feed)
            .setSubscriber(subscriber)
            .setWants(List.of(Wanted.ENTRIES))
            .setLeaseUntil(now.plus(Duration.ofDays(1)))
            .setCreatedAt(now)
            .build();
    String key = SubscriptionKey.of(feed, subscriber).toString();
    var unused = sender.send(kafka.topics().subscriptions, key, subscription);
  }

  private double micros(KafkaSettings kafka, RecordSender sender) {
    StageCpu cpu = new StageCpu();
    change(kafka, sender, changes);
    return cpu.seconds().getOrDefault("views", 0.0) * 1e6 / changes;
  }

  private void change(KafkaSettings kafka, RecordSender sender, int count) {
    double done = count(ENTRIES) + (double) count * SUBSCRIBERS;
    for (int i = 0; i < count; i++) {
      EntryChange change = entry(SyntheticFeeds.url(i % FEEDS), i);
      var unused = sender.send(kafka.topics().entries, change.getFeedUrl(), change);
    }
    await(ENTRIES, done);
  }

  private Measure fanOut(KafkaSettings kafka, RecordSender sender) throws Exception {
    progress.accept("%,d subscribers of one feed".formatted(readers));
    for (int reader = 0; reader < readers; reader++) {
      send(kafka, sender, POPULAR, "reader" + reader);
    }
    subscribed += readers;
    await(CHANGED, (double) subscribed);
    tell(kafka, sender, 2);
    return Measure.of(() -> tell(kafka, sender, 5));
  }

  /** Until the last of them is committed: what the app has sent nobody sees before. */
  private long tell(KafkaSettings kafka, RecordSender sender, int times) {
    long views = (long) times * readers;
    try (var consumer = kafka.consumer("bench-views", null, Map.of())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(kafka.topics().entryViews.name()).stream()
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList();
      long done = sum(consumer.endOffsets(partitions)) + views;
      for (int i = 0; i < times; i++) {
        var unused = sender.send(kafka.topics().entries, POPULAR, entry(POPULAR, i));
      }
      while (sum(consumer.endOffsets(partitions)) < done) {
        LockSupport.parkNanos(1_000_000);
      }
    }
    return views;
  }

  private static long sum(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private Measure plain(KafkaSettings kafka) throws Exception {
    progress.accept("the same by a plain producer");
    plain(kafka, 2);
    return Measure.of(() -> plain(kafka, 5));
  }

  /** With batches as full as the app's. */
  private long plain(KafkaSettings kafka, int times) {
    Topic<EntryView> views = kafka.topics().entryViews;
    Map<String, Object> config = new HashMap<>(kafka.producerDefaults());
    config.put(
        ProducerConfig.LINGER_MS_CONFIG,
        (int) StreamsConfig.defaults(Path.of("unused")).commitInterval().toMillis());
    config.putAll(kafka.common());
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      int partitions = producer.partitionsFor(views.name()).size();
      for (int i = 0; i < times; i++) {
        EntryChange change = entry(POPULAR, i);
        for (int reader = 0; reader < readers; reader++) {
          String name = "reader" + reader;
          byte[] view = views.value().encode(new EntryView(name, List.of(POPULAR), change));
          int partition = views.partitionBy().partition(name, partitions);
          var unused = producer.send(new ProducerRecord<>(views.name(), partition, name, view));
        }
      }
      producer.flush();
    }
    return (long) times * readers;
  }

  private static EntryChange entry(String feed, int number) {
    Instant now = Instant.now();
    Entry entry =
        Entry.newBuilder()
            .setKey("0123456789abcdef0123456789abcdef")
            .setTitle("Entry " + number + " of a feed")
            .setLink(feed + "/" + number)
            .setContent("<p>Some words of an entry that is not long.</p>".repeat(8))
            .build();
    return EntryChange.newBuilder()
        .setFeedUrl(feed)
        .setKind(ChangeKind.NEW)
        .setEntry(entry)
        .setDocumentVersion(number)
        .setFetchedAt(now)
        .setAcceptedAt(now)
        .build();
  }

  private void await(String counter, double value) {
    while (count(counter) < value) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private double count(String name) {
    return registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
  }
}
