package io.feedmesh.consumers.follow;

import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads a subscriber's views once, from their beginning to their present end, into a spool. The
 * edge that starts on that spool later goes on from there. Run it once, from one thread; {@link
 * #progress} may be asked by others.
 */
public final class Rebuild {
  private static final Duration POLL = Duration.ofMillis(250);

  private final String subscriber;
  private final KafkaSettings kafka;
  private final Spool spool;
  private final ViewFollower follower;
  private volatile long[] progress = {0, 0};

  /**
   * Into the given spool.
   *
   * @param allowEmpty whether to empty the spool, too, where there are no views
   */
  public Rebuild(
      String subscriber,
      KafkaSettings kafka,
      Spool spool,
      InstantSource clock,
      MeterRegistry registry,
      boolean allowEmpty) {
    this.subscriber = subscriber;
    this.kafka = kafka;
    this.spool = spool;
    this.follower = new ViewFollower(subscriber, kafka, spool, clock, registry, allowEmpty);
  }

  /** How far it is: records read or passed over, and how many there are. */
  public long[] progress() {
    return progress.clone();
  }

  /**
   * Reads. Feeds that the views do not have are removed at the end.
   *
   * @param patience longest wait without a record
   * @throws NoViewsException if there are none, and that is not allowed; the spool stays as it is
   * @throws IOException if the spool cannot be written
   * @throws TimeoutException if the cluster stops answering
   */
  public void run(Duration patience) throws IOException {
    Position.delete(spool.folder());
    try (Consumer<String, byte[]> consumer =
        kafka.consumer(kafka.id("rebuild-" + subscriber), null, Map.of())) {
      follower.begin(consumer);
      long moved = System.nanoTime();
      while (!follower.rebuilt()) {
        follower.records(consumer, consumer.poll(POLL));
        long[] now = follower.progress(consumer);
        if (now[0] != progress[0]) {
          moved = System.nanoTime();
        } else if (System.nanoTime() - moved > patience.toNanos()) {
          throw new TimeoutException("no record came for " + patience.toSeconds() + " s");
        }
        progress = now;
      }
    }
  }
}
