package io.feedmesh.streams.app;

import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the Streams apps, with as many threads as configured. Trouble with the cluster is waited
 * out; a bug stops the app, makes {@link Health} bad and completes {@link #failed}, so that whoever
 * runs the process can end it. Start and close from one thread.
 */
public final class StreamsApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration CLOSE_LIMIT = Duration.ofMillis(1800);

  private final KafkaSettings kafka;
  private final StreamsConfig config;
  private final AppName app;
  private final MeterRegistry registry;
  private final AppHealth health;
  private final CompletableFuture<Throwable> failed = new CompletableFuture<>();
  private final CountDownLatch settled = new CountDownLatch(1);
  private final Restoring restoring;
  private volatile KafkaStreams streams;
  private AppMetrics metrics;

  /** Touches nothing before {@link #start}. */
  public StreamsApp(
      KafkaSettings kafka,
      StreamsConfig config,
      AppName app,
      MeterRegistry registry,
      Health health) {
    this.kafka = kafka;
    this.config = config;
    this.app = app;
    this.registry = registry;
    this.health = new AppHealth(InstantSource.system());
    this.restoring = new Restoring(app, InstantSource.system());
    health.check("streams-" + app.label(), this.health::problem);
  }

  /**
   * Starts, and returns when every task that falls to this process runs, which may take long where
   * stores have to be restored.
   *
   * @throws IllegalStateException if a topic is missing, or if it does not run and nothing was
   *     restored for 60 s
   */
  public void start() {
    Topics topics = SourceTopics.check(kafka);
    makeStateDirectory();
    var sink = new BadRecordHandler.Sink(app, topics, registry, InstantSource.system());
    Map<String, Object> properties = AppProperties.of(kafka, config, app, sink);
    Properties forKafka = new Properties();
    forKafka.putAll(properties);
    streams =
        new KafkaStreams(
            AppTopology.of(app, kafka, topics, config, registry, properties), forKafka);
    streams.setStateListener((now, before) -> changed(now));
    streams.setUncaughtExceptionHandler(this::uncaught);
    streams.setGlobalStateRestoreListener(restoring);
    metrics = new AppMetrics(app, streams, registry);
    streams.start();
    awaitRunning();
  }

  /** Kafka Streams makes it too, but fails when two apps do so at the same moment. */
  private void makeStateDirectory() {
    try {
      Files.createDirectories(config.stateDirectory());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot use " + config.stateDirectory() + " for the apps' state: choose another folder",
          e);
    }
  }

  /** Its stores, which others may ask from now on. */
  public AppStores stores() {
    return new AppStores(
        () -> streams, Optional.ofNullable(config.advertised()).map(HostInfo::buildFromEndpoint));
  }

  /** Which app it is. */
  public AppName name() {
    return app;
  }

  /** Completes with the bug that stopped the app; never if there is none. */
  public CompletableFuture<Throwable> failed() {
    return failed.copy();
  }

  /** Commits what is done, leaves the group, and stops within 2 s. Further calls do nothing. */
  @Override
  public void close() {
    if (streams == null) {
      return;
    }
    boolean inTime =
        streams.close(
            CloseOptions.timeout(CLOSE_LIMIT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    if (!inTime) {
      LOG.warn(
          "{} did not stop within {} ms; what it had not committed is done again at the next start",
          app.label(),
          CLOSE_LIMIT.toMillis());
    }
    metrics.close();
    streams = null;
  }

  private void changed(State now) {
    health.state(now);
    if (now == State.RUNNING || now == State.PENDING_ERROR || now == State.ERROR) {
      settled.countDown();
    }
  }

  private StreamThreadExceptionResponse uncaught(Throwable failure) {
    if (Failures.passes(failure)) {
      LOG.warn("{} goes on with a new thread after {}", app.label(), failure.toString());
      registry.counter("feedmesh.streams.threads.replaced", "app", app.label()).increment();
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    LOG.error("{} stops: a bug, please report it", app.label(), failure);
    health.failed(failure);
    failed.complete(failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void awaitRunning() {
    boolean inTime = false;
    try {
      do {
        inTime = settled.await(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      } while (!inTime && restoring.progressedWithin(START_LIMIT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failed.isDone() || !inTime) {
      String found = failed.isDone() ? failed.join().toString() : "state " + streams.state();
      close();
      throw new IllegalStateException(
          app.label()
              + " did not start: expected to run, or to restore something, within "
              + START_LIMIT.toSeconds()
              + " s, found "
              + found
              + "; look at the cluster and at the log");
    }
  }
}
