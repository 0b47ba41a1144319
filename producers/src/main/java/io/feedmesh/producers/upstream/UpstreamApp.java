package io.feedmesh.producers.upstream;

import io.feedmesh.producers.fetch.UserAgent;
import io.feedmesh.producers.intake.Door;
import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.PingIntake;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginConfig;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls lists of changes and makes pings of what is new in them. One thread reads one list at a
 * time; nothing else waits for it. Start and close may come from different threads.
 */
public final class UpstreamApp implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** However short a time a list allows. */
  private static final Duration AT_LEAST = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(UpstreamApp.class);

  private final UpstreamConfig config;
  private final PingIntake intake;
  private final DoorMeters meters;
  private final Duration atLeast;
  private final ScheduledThreadPoolExecutor polling =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "receiver-upstream");
            thread.setDaemon(true);
            return thread;
          });
  private OriginClient origins;

  /** Asks nobody before {@link #start}. */
  public UpstreamApp(UpstreamConfig config, PingIntake intake, DoorMeters meters) {
    this(config, intake, meters, AT_LEAST);
  }

  /** The same with another shortest time between two reads of a list. */
  UpstreamApp(UpstreamConfig config, PingIntake intake, DoorMeters meters, Duration atLeast) {
    this.config = config;
    this.intake = intake;
    this.meters = meters;
    this.atLeast = atLeast;
  }

  /** Reads each list for the first time. */
  public synchronized void start() {
    if (config.lists().isEmpty()) {
      return;
    }
    origins = new OriginClient(OriginConfig.of("upstream", config.allowPrivateOrigins()));
    Map<String, String> headers =
        Map.of(
            "User-Agent", new UserAgent(config.contact()).plain(),
            "Accept", "text/xml, application/xml;q=0.9, */*;q=0.1",
            "Accept-Encoding", "gzip, deflate, br");
    for (FeedUrl list : config.lists()) {
      UpstreamList one =
          new UpstreamList(list, headers, origins, intake, meters, InstantSource.system(), atLeast);
      polling.execute(() -> poll(one));
    }
  }

  private void poll(UpstreamList list) {
    Duration wait = PollRule.MAX;
    try {
      wait = list.poll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // else it would never be read again, without a word
      meters.count(Door.UPSTREAM, "error");
      LOG.error("reading {} met a bug, or the process stops", list, e);
    }
    if (!polling.isShutdown()) {
      var unused = polling.schedule(() -> poll(list), wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Reads no more. */
  @Override
  public synchronized void close() {
    polling.shutdownNow();
    try { // a client must not be closed while it begins a request
      if (!polling.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("reading a list does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (origins != null) {
      origins.close();
    }
  }
}
