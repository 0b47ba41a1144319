package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts what came of a fetch into records. Pure. */
final class FetchRecords {
  private FetchRecords() {}

  /**
   * One request and how it was done.
   *
   * @param took how long the origin took
   * @param at when that was over
   * @param fetcher who did it
   * @param crawlDelayMillis what robots.txt asks for, else 0
   */
  record Done(
      FetchRequest request, Duration took, Instant at, String fetcher, long crawlDelayMillis) {}

  static Change change(Done done, Reply reply, ContentHash hash) {
    return Change.newBuilder()
        .setFeedUrl(done.request().getFeedUrl())
        .setBody(Bodies.gzip(reply.body()))
        .setSize(reply.body().length)
        .setContentHash(hash)
        .setOrigin(
            OriginResponse.newBuilder()
                .setUrl(reply.url().toString())
                .setContentType(reply.contentType())
                .setEtag(reply.etag())
                .setLastModified(reply.lastModified())
                .setDate(HttpTimes.originDate(reply).orElse(null))
                .setLinks(reply.links())
                .setContentLocation(reply.contentLocation())
                .build())
        .setSource(ChangeSource.FETCH)
        .setFetchedAt(done.at())
        .setFetchedBy(done.fetcher())
        .build();
  }

  /** The result where the origin answered. */
  static FetchResult result(Done done, Reply reply, Outcome outcome) {
    FetchResult.Builder result = start(done).setStatus(reply.status());
    if (!(outcome instanceof Outcome.Doubtful || outcome instanceof Outcome.Page)) {
      validators(result, done.request(), reply);
    }
    if (reply.status() < 400) {
      result.setFreshUntil(HttpTimes.freshUntil(reply, done.at()).orElse(null));
    }
    return outcome(result, outcome).build();
  }

  private static void validators(FetchResult.Builder result, FetchRequest request, Reply reply) {
    switch (reply.status()) {
      case 200, 203 ->
          result
              .setEtag(reply.etag())
              .setLastModified(reply.lastModified())
              .setSize(reply.body().length);
      case 304 ->
          result
              .setEtag(ValidatorRule.etag(request, reply))
              .setLastModified(ValidatorRule.lastModified(request, reply));
      default -> {}
    }
  }

  /** The result where there was no answer, or where it could not be sent on. */
  static FetchResult failure(Done done, FetchFailure failure, String detail) {
    Outcome outcome = new Outcome.Failed(failure, detail, Optional.empty());
    return outcome(start(done), outcome).build();
  }

  /** Sets every field, because a builder takes long to find out defaults. */
  private static FetchResult.Builder start(Done done) {
    return FetchResult.newBuilder()
        .setFeedUrl(done.request().getFeedUrl())
        .setOutcome(FetchOutcome.UNKNOWN)
        .setFailure(null)
        .setDetail(null)
        .setStatus(0)
        .setMovedTo(null)
        .setFeeds(List.of())
        .setRetryAt(null)
        .setFreshUntil(null)
        .setEtag(null)
        .setLastModified(null)
        .setContentHash(null)
        .setSize(0)
        .setRequestedAt(done.request().getRequestedAt())
        .setFinishedAt(done.at())
        .setDurationMillis(done.took().toMillis())
        .setFetcher(done.fetcher())
        .setCrawlDelayMillis(done.crawlDelayMillis());
  }

  private static FetchResult.Builder outcome(FetchResult.Builder result, Outcome outcome) {
    if (outcome instanceof Outcome.Changed changed) {
      return result.setOutcome(FetchOutcome.CHANGED).setContentHash(changed.hash());
    } else if (outcome instanceof Outcome.Unchanged unchanged) {
      return result
          .setOutcome(FetchOutcome.UNCHANGED)
          .setContentHash(unchanged.hash().orElse(null));
    } else if (outcome instanceof Outcome.Doubtful doubtful) {
      return result
          .setOutcome(FetchOutcome.UNCHANGED)
          .setDetail(cut(doubtful.detail()))
          .setContentHash(doubtful.known().orElse(null));
    } else if (outcome instanceof Outcome.Page page) {
      return result
          .setOutcome(FetchOutcome.FAILED)
          .setFailure(FetchFailure.NOT_A_FEED)
          .setDetail(cut(page.detail()))
          .setFeeds(page.feeds().stream().map(FeedUrl::toString).toList());
    } else if (outcome instanceof Outcome.Moved moved) {
      return result
          .setOutcome(FetchOutcome.MOVED)
          .setMovedTo(moved.to().toString())
          .setContentHash(moved.hash().orElse(null));
    } else if (outcome instanceof Outcome.Refused refused) {
      return result
          .setOutcome(FetchOutcome.REFUSED)
          .setDetail(cut(refused.detail()))
          .setRetryAt(refused.retryAt());
    } else if (outcome instanceof Outcome.Failed failed) {
      return result
          .setOutcome(FetchOutcome.FAILED)
          .setFailure(failed.failure())
          .setDetail(cut(failed.detail()))
          .setRetryAt(failed.retryAt().orElse(null));
    }
    return result.setOutcome(FetchOutcome.GONE);
  }

  private static String cut(String detail) {
    return detail.length() <= 500 ? detail : detail.substring(0, 499) + "…";
  }
}
