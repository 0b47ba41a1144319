package io.feedmesh.producers.receive;

import io.feedmesh.producers.receive.PingAnswer.Kind;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes pings from every door: limits senders, judges what they say, hands it to Kafka, and says
 * yes only when Kafka has it. Safe for use by several threads; callers never wait.
 */
final class PingIntake implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PingIntake.class);

  /** Longer than this no sender is kept waiting; a ping that arrives yet does no harm. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MAX_WAITING = 10_000;

  private final Topics topics;
  private final RecordSender sender;
  private final SenderLimit limit;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Duration patience;
  private final ExecutorService sending;

  PingIntake(
      Topics topics,
      RecordSender sender,
      SenderLimit limit,
      MeterRegistry registry,
      InstantSource clock,
      Duration patience) {
    this.topics = topics;
    this.sender = sender;
    this.limit = limit;
    this.registry = registry;
    this.clock = clock;
    this.patience = patience;
    // Kafka's send may wait for a cluster that is away: no thread of the server may do that.
    this.sending =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, "receiver-send");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes one ping.
   *
   * @param address network address of its sender
   * @return completes, never exceptionally, when Kafka has it, or has not and will not in time
   */
  CompletableFuture<PingAnswer> take(Said said, PingSource source, String address) {
    CompletableFuture<PingAnswer> answer = judge(said, source, address);
    return answer.thenApply(
        given -> {
          count(source, given.kind().name());
          return given;
        });
  }

  /** Counts a request that was no ping at all. */
  void malformed(PingSource source) {
    count(source, "malformed");
  }

  private CompletableFuture<PingAnswer> judge(Said said, PingSource source, String address) {
    if (!limit.allows(address, System.nanoTime())) {
      return CompletableFuture.completedFuture(
          new PingAnswer(Kind.LIMITED, "too many pings from " + address + ": wait a little"));
    }
    PingDecision decision = PingRule.decide(said, source, address, clock.instant());
    if (decision instanceof PingDecision.Refused refused) {
      return CompletableFuture.completedFuture(new PingAnswer(Kind.BAD, refused.why()));
    }
    return send(((PingDecision.Taken) decision).ping());
  }

  private CompletableFuture<PingAnswer> send(Ping ping) {
    CompletableFuture<PingAnswer> answer = new CompletableFuture<>();
    try {
      sending.execute(
          () -> {
            if (!answer.isDone()) {
              sendNow(ping, answer);
            }
          });
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(unavailable());
    }
    return answer.completeOnTimeout(unavailable(), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sendNow(Ping ping, CompletableFuture<PingAnswer> answer) {
    var unused =
        sender
            .send(topics.pings, ping.getFeedUrl(), ping)
            .whenComplete(
                (sent, failure) -> {
                  if (failure == null) {
                    answer.complete(
                        new PingAnswer(Kind.TAKEN, "Thanks for the ping of " + ping.getFeedUrl()));
                  } else {
                    LOG.warn(
                        "the ping of {} was not sent: {}", ping.getFeedUrl(), failure.toString());
                    answer.complete(unavailable());
                  }
                });
  }

  private static PingAnswer unavailable() {
    return new PingAnswer(Kind.UNAVAILABLE, "pings cannot be taken at the moment: try again later");
  }

  private void count(PingSource source, String result) {
    registry
        .counter(
            "feedmesh.pings",
            "source",
            source.name().toLowerCase(Locale.ROOT),
            "result",
            result.toLowerCase(Locale.ROOT))
        .increment();
  }

  @Override
  public void close() {
    sending.shutdownNow();
  }
}
