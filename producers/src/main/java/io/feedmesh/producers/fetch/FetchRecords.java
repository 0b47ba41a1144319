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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts what came of a fetch into records. Pure. */
final class FetchRecords {
  private FetchRecords() {}

  static Change change(
      FetchRequest request, Reply reply, ContentHash hash, Instant now, String fetcher) {
    return Change.newBuilder()
        .setFeedUrl(request.getFeedUrl())
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
                .build())
        .setSource(ChangeSource.FETCH)
        .setFetchedAt(now)
        .setFetchedBy(fetcher)
        .build();
  }

  /** The result where the origin answered. */
  static FetchResult result(
      FetchRequest request,
      Reply reply,
      Outcome outcome,
      Duration took,
      Instant now,
      String fetcher) {
    FetchResult.Builder result = start(request, took, now, fetcher).setStatus(reply.status());
    switch (reply.status()) {
      case 200, 203 ->
          result
              .setEtag(reply.etag())
              .setLastModified(reply.lastModified())
              .setSize(reply.body().length);
      case 304 -> // many leave out validators that still hold, though RFC 9110, 15.4.5 asks for
          // them
          result
              .setEtag(reply.etag() != null ? reply.etag() : request.getEtag())
              .setLastModified(
                  reply.lastModified() != null ? reply.lastModified() : request.getLastModified());
      default -> {}
    }
    if (reply.status() < 400) {
      result.setFreshUntil(HttpTimes.freshUntil(reply, now).orElse(null));
    }
    return outcome(result, outcome).build();
  }

  /** The result where there was no answer, or where it could not be sent on. */
  static FetchResult failure(
      FetchRequest request,
      FetchFailure failure,
      String detail,
      Duration took,
      Instant now,
      String fetcher) {
    Outcome outcome = new Outcome.Failed(failure, detail, Optional.empty());
    return outcome(start(request, took, now, fetcher), outcome).build();
  }

  private static FetchResult.Builder start(
      FetchRequest request, Duration took, Instant now, String fetcher) {
    return FetchResult.newBuilder()
        .setFeedUrl(request.getFeedUrl())
        .setOutcome(FetchOutcome.UNKNOWN)
        .setRequestedAt(request.getRequestedAt())
        .setFinishedAt(now)
        .setDurationMillis(took.toMillis())
        .setFetcher(fetcher);
  }

  private static FetchResult.Builder outcome(FetchResult.Builder result, Outcome outcome) {
    if (outcome instanceof Outcome.Changed changed) {
      return result.setOutcome(FetchOutcome.CHANGED).setContentHash(changed.hash());
    } else if (outcome instanceof Outcome.Unchanged unchanged) {
      return result
          .setOutcome(FetchOutcome.UNCHANGED)
          .setContentHash(unchanged.hash().orElse(null));
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
