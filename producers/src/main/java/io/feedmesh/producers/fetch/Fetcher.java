package io.feedmesh.producers.fetch;

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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one fetch request: asks the origin, sends the change if there is one, waits until it is
 * acknowledged, then sends the result. So a result that says CHANGED never stands for a change that
 * was lost. Safe for use by several threads.
 */
final class Fetcher {
  private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
  private static final String ACCEPT =
      "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml,"
          + " application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";

  private final FetcherConfig config;
  private final Topics topics;
  private final OriginClient origins;
  private final RecordSender sender;
  private final FetchMeters meters;
  private final InstantSource clock;
  private final Executor sending;
  private final UserAgent userAgent;
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
    this.userAgent = new UserAgent(config.contact());
  }

  /**
   * Fetches.
   *
   * @return completes, never exceptionally, when all that came of it was acknowledged or has failed
   *     and was counted
   */
  CompletableFuture<Void> fetch(FetchRequest request, FeedUrl url) {
    Duration left = Duration.between(clock.instant(), request.getDeadline());
    if (left.toMillis() < 1) {
      meters.skipped("expired");
      return CompletableFuture.completedFuture(null);
    }
    Duration timeout = left.compareTo(config.timeout()) < 0 ? left : config.timeout();
    return origins
        .get(new OriginRequest(url, headers(request), timeout, config.maxDocumentBytes()))
        .thenCompose(answer -> answered(request, answer))
        .exceptionally(
            failure -> {
              LOG.error("fetching {} met a bug, or the process stops", url, failure);
              meters.skipped("error");
              return null;
            });
  }

  /** From now on, requests that end without an answer were cut off by us: no word about them. */
  void closing() {
    closing = true;
  }

  private Map<String, String> headers(FetchRequest request) {
    Map<String, String> headers = new HashMap<>();
    headers.put("User-Agent", userAgent.of(request.getSubscribers()));
    headers.put("Accept", ACCEPT);
    headers.put("Accept-Encoding", "gzip, deflate, br");
    if (request.getEtag() != null) {
      headers.put("If-None-Match", request.getEtag());
    }
    if (request.getLastModified() != null) {
      headers.put("If-Modified-Since", request.getLastModified());
    }
    return headers;
  }

  private CompletableFuture<Void> answered(FetchRequest request, OriginAnswer answer) {
    Instant now = clock.instant();
    if (answer instanceof OriginAnswer.Failed failed) {
      if (closing) {
        return CompletableFuture.completedFuture(null);
      }
      return send(
          FetchRecords.failure(
              request, failed.failure(), failed.detail(), failed.took(), now, config.name()));
    }
    Reply reply = Reply.of((OriginAnswer.Answered) answer);
    Outcome outcome = OutcomeRule.decide(request, reply, now);
    FetchResult result =
        FetchRecords.result(request, reply, outcome, answer.took(), now, config.name());
    Optional<ContentHash> hash = outcome.newDocument();
    if (hash.isEmpty()) {
      return send(result);
    }
    Change change = FetchRecords.change(request, reply, hash.get(), now, config.name());
    return sender
        .send(topics.changes, request.getFeedUrl(), change)
        .handleAsync(
            (sent, failure) -> failure == null ? result : notSent(request, result, failure),
            sending)
        .thenCompose(this::send);
  }

  private FetchResult notSent(FetchRequest request, FetchResult result, Throwable failure) {
    meters.unsent(topics.changes.name());
    LOG.warn("the change of {} was not sent: {}", request.getFeedUrl(), failure.toString());
    return FetchRecords.failure(
        request,
        FetchFailure.NOT_SENT,
        "the new document was fetched, but Kafka did not take it: " + failure.getMessage(),
        Duration.ofMillis(result.getDurationMillis()),
        clock.instant(),
        config.name());
  }

  private CompletableFuture<Void> send(FetchResult result) {
    meters.ended(result);
    return sender
        .send(topics.fetchResults, result.getFeedUrl(), result)
        .handle(
            (sent, failure) -> {
              if (failure != null) { // the schedule asks again after the deadline
                meters.unsent(topics.fetchResults.name());
                LOG.warn("the result of {} was not sent: {}", result.getFeedUrl(), why(failure));
              }
              return null;
            });
  }

  private static String why(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause().toString()
        : failure.toString();
  }
}
