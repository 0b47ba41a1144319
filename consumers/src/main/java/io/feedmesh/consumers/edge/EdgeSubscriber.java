package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.expire.Expiry;
import io.feedmesh.consumers.follow.SubscriptionFollower;
import io.feedmesh.consumers.follow.TopicLoop;
import io.feedmesh.consumers.follow.ViewFollower;
import io.feedmesh.consumers.readership.Readers;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.consumers.subscribe.Leases;
import io.feedmesh.consumers.subscribe.Outbox;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An edge's part in the mesh: what its readers ask for becomes subscriptions and readership, and
 * what its subscriptions bring comes to its spool. Works on with what it has while Kafka is away.
 * Start and close from one thread.
 */
public final class EdgeSubscriber implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeSubscriber.class);

  private final SubscriberConfig config;
  private final KafkaSettings kafka;
  private final Optional<Spool> spool;
  private final Outbox outbox;
  private final Readers readers;
  private final Leases leases;
  private final Optional<Expiry> expiry;
  private final List<TopicLoop> loops = new ArrayList<>();
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, EdgeSubscriber::timerThread);

  /**
   * Opens the spool; nothing reads before {@link #start}.
   *
   * @throws io.feedmesh.consumers.spool.SpoolInUseException if another process has the spool
   * @throws UncheckedIOException if the spool's folder cannot be used
   */
  public EdgeSubscriber(
      KafkaSettings kafka,
      SubscriberConfig config,
      InstantSource clock,
      MeterRegistry registry,
      Health health) {
    this.config = config;
    this.kafka = kafka;
    String name = config.name();
    Topics topics = kafka.topics();
    spool = config.spool().map(at -> open(at, registry));
    outbox = new Outbox(() -> kafka.sender(kafka.id("edge-" + name)), registry);
    readers = new Readers(name, topics.readership, config.readerKeys(), outbox, clock, registry);
    ToLongFunction<FeedUrl> usual = url -> config.expire().of(url).usual().toMillis();
    leases = new Leases(name, config.lease(), usual, topics.subscriptions, outbox, clock);
    leases.sharing(url -> spool.flatMap(kept -> kept.find(url)).map(SpooledFeed::url).orElse(url));
    expiry = spool.map(kept -> new Expiry(kept, leases, config.expire(), clock));
    spool.ifPresent(kept -> kept.warmth(expiry.orElseThrow()::warmth));
    spool.ifPresent(kept -> kept.tellsOfDropped(expiry.orElseThrow()::droppedForRoom));
    spool.ifPresent(kept -> askedBefore(kept, usual, clock.millis()));
    follow(
        "subscriptions",
        new SubscriptionFollower(name, topics.subscriptions, leases, registry),
        health);
    spool.ifPresent(
        kept -> {
          TopicLoop views =
              follow("views", new ViewFollower(name, kafka, kept, clock, registry), health);
          health.check("spool", kept::problem);
          Gauge.builder("feedmesh.edge.connected", () -> views.connected() ? 1 : 0)
              .description("1 while the views can be read from Kafka")
              .register(registry);
        });
    Gauge.builder("feedmesh.edge.leases", leases::running).register(registry);
  }

  private static Spool open(SpoolConfig config, MeterRegistry registry) {
    try {
      return Spool.open(config, registry);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the spool " + config.folder() + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * What a process before this one proxied, and no view has confirmed, may never have been
   * subscribed to: Kafka was away.
   */
  private void askedBefore(Spool kept, ToLongFunction<FeedUrl> usual, long now) {
    for (SpooledFeed feed : kept.warmFeeds()) {
      if (feed.provisional() && now - feed.spooledAt() < usual.applyAsLong(feed.url())) {
        leases.asked(feed.url(), feed.spooledAt());
      }
    }
  }

  /** One more topic is read from {@link #start} on; Kafka's absence is no illness of an edge. */
  TopicLoop follow(String what, TopicLoop.Follower follower, Health health) {
    String client = kafka.id("edge-" + config.name() + "-" + what);
    TopicLoop loop =
        new TopicLoop("edge-" + what, () -> kafka.consumer(client, null, Map.of()), follower);
    health.check(what, loop::problem);
    loops.add(loop);
    return loop;
  }

  private static Thread timerThread(Runnable task) {
    Thread thread = new Thread(task, "edge-timer");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins to follow. */
  public void start() {
    loops.forEach(TopicLoop::start);
    long hundredth = Math.max(100, config.lease().toMillis() / 100);
    every(Math.min(hundredth, 1_000), leases::turn);
    every(Math.min(hundredth, 10_000), this::tidy);
    every(
        config.readershipInterval().toMillis(),
        () -> {
          var unused = readers.endInterval();
        });
  }

  private void tidy() {
    leases.sweep();
    try {
      if (spool.isPresent()) {
        expiry.orElseThrow().turn();
        spool.get().keepRoom();
      }
    } catch (IOException e) {
      LOG.warn("bodies that nobody asks for cannot be removed: {}", e.toString());
    }
  }

  private void every(long millis, Runnable task) {
    var unused =
        timer.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.error("a periodic task of the edge failed unexpectedly", e);
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS);
  }

  /** The spool, if this process keeps it. */
  Spool spool() {
    return spool.orElseThrow();
  }

  /** What readers asked for. */
  public Leases leases() {
    return leases;
  }

  /** Who asked for it. */
  public Readers readers() {
    return readers;
  }

  Outbox outbox() {
    return outbox;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    loops.forEach(TopicLoop::stop);
    loops.forEach(TopicLoop::close);
    var unused = readers.endInterval(); // what can be told in the moment that the outbox has left
    outbox.close();
    spool.ifPresent(Spool::close);
  }
}
