package io.feedmesh.producers.fetch;

import io.feedmesh.producers.fetch.FetchRecords.Done;
import io.feedmesh.producers.fetch.Robots.Verdict;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.origin.OriginAnswer;
import io.feedmesh.schemas.origin.OriginClient;
import io.feedmesh.schemas.origin.OriginRequest;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.topic.Topics;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one fetch request: asks the origin, sends the change if there is one, waits until it is
 * acknowledged, then sends the result. So a result that says CHANGED never stands for a change that
 * was lost. Nobody waits for the result's own acknowledgement: what is lost is asked for again.
 * Safe for use by several threads.
 */
final class Fetcher {
  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
  private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

  private final FetcherConfig config;
  private final Topics topics;
  private final OriginClient origins;
  private final RecordSender sender;
  private final FetchMeters meters;
  private final InstantSource clock;
  private final Executor sending;
  private final RequestHeaders headers;
  private final Robots robots;
  private final AtomicInteger unacknowledged = new AtomicInteger();
  private volatile boolean closing;

  /**
   * A fetcher on the given parts.
   *
   * @param sending where results are sent from once their change is acknowledged: never the
   *     producer's own thread, which tells of that, because a send may wait for it
   */
  Fetcher(
      FetcherConfig config,
      Topics topics,
      OriginClient origins,
      RecordSender sender,
      FetchMeters meters,
      InstantSource clock,
      Executor sending) {
    this.config = config;
    this.topics = topics;
    this.origins = origins;
    this.sender = sender;
    this.meters = meters;
    this.clock = clock;
    this.sending = sending;
    this.headers = new RequestHeaders(config);
    this.robots =
        config.robots() ? new Robots(origins, headers.ofRobots(), config.timeout()) : null;
  }

  /**
   * Fetches.
   *
   * @return completes, never exceptionally, when its result is on the way to Kafka, or there is
   *     none
   */
  CompletableFuture<Void> fetch(FetchRequest request, FeedUrl url) {
    if (left(request).toMillis() < 1) {
      meters.skipped("expired");
      return NOTHING;
    }
    return asked(request, url)
        .exceptionally(
            failure -> {
              LOG.error("fetching {} met a bug, or the process stops", url, failure);
              meters.skipped("error");
              return null;
            });
  }

  private CompletableFuture<Void> asked(FetchRequest request, FeedUrl url) {
    return robots == null
        ? get(request, url, 0)
        : robots.check(url).thenCompose(verdict -> judged(request, url, verdict));
  }

  private CompletableFuture<Void> judged(FetchRequest request, FeedUrl url, Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      return closing
          ? NOTHING
          : send(
              FetchRecords.failure(
                  done(request, Duration.ZERO, refused.crawlDelayMillis()),
                  refused.failure(),
                  refused.detail()));
    }
    return get(request, url, ((Verdict.Allowed) verdict).crawlDelayMillis());
  }

  private CompletableFuture<Void> get(FetchRequest request, FeedUrl url, long crawlDelayMillis) {
    Duration left = left(request);
    if (left.toMillis() < 1) { // robots.txt took its time
      meters.skipped("expired");
      return NOTHING;
    }
    Duration timeout = left.compareTo(config.timeout()) < 0 ? left : config.timeout();
    return origins
        .get(new OriginRequest(url, headers.of(request), timeout, config.maxDocumentBytes()))
        .thenCompose(answer -> answered(done(request, answer.took(), crawlDelayMillis), answer));
  }

  private Duration left(FetchRequest request) {
    return Duration.between(clock.instant(), request.getDeadline());
  }

  private Done done(FetchRequest request, Duration took, long crawlDelayMillis) {
    return new Done(request, took, clock.instant(), config.name(), crawlDelayMillis);
  }

  /** From now on, requests that end without an answer were cut off by us: no word about them. */
  void closing() {
    closing = true;
  }

  private CompletableFuture<Void> answered(Done done, OriginAnswer answer) {
    if (answer instanceof OriginAnswer.Failed failed) {
      return closing
          ? NOTHING
          : send(FetchRecords.failure(done, failed.failure(), failed.detail()));
    }
    Reply reply = Reply.of((OriginAnswer.Answered) answer);
    Outcome outcome = OutcomeRule.decide(done.request(), reply, done.at());
    FetchResult result = FetchRecords.result(done, reply, outcome);
    Optional<ContentHash> hash = outcome.newDocument();
    if (hash.isEmpty()) {
      return send(result);
    }
    Change change = FetchRecords.change(done, reply, hash.get());
    return sender
        .send(topics.changes, change.getFeedUrl(), change)
        .handleAsync((sent, failure) -> failure == null ? result : notSent(done, failure), sending)
        .thenCompose(this::send);
  }

  private FetchResult notSent(Done done, Throwable failure) {
    meters.unsent(topics.changes.name());
    LOG.warn("the change of {} was not sent: {}", done.request().getFeedUrl(), failure.toString());
    return FetchRecords.failure(
        done,
        FetchFailure.NOT_SENT,
        "the new document was fetched, but Kafka did not take it: " + failure.getMessage());
  }

  private CompletableFuture<Void> send(FetchResult result) {
    meters.ended(result);
    unacknowledged.incrementAndGet();
    var unused =
        sender
            .send(topics.fetchResults, result.getFeedUrl(), result)
            .whenComplete(
                (sent, failure) -> {
                  unacknowledged.decrementAndGet();
                  if (failure != null) { // the schedule asks again after the deadline
                    meters.unsent(topics.fetchResults.name());
                    LOG.warn(
                        "the result of {} was not sent: {}", result.getFeedUrl(), why(failure));
                  }
                });
    return NOTHING;
  }

  /** Results on their way to Kafka. */
  int unacknowledged() {
    return unacknowledged.get();
  }

  private static String why(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause().toString()
        : failure.toString();
  }
}
