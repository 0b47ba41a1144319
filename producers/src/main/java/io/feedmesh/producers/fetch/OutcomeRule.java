package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides what an origin's answer to a fetch request means. Pure. */
final class OutcomeRule {
  /** How long a 429 without Retry-After keeps us away. */
  static final Duration TOO_MANY_DEFAULT = Duration.ofHours(1);

  /** How long a 503 without Retry-After keeps us away. */
  static final Duration UNAVAILABLE_DEFAULT = Duration.ofMinutes(15);

  private OutcomeRule() {}

  static Outcome decide(FetchRequest request, Reply reply, Instant now) {
    return switch (reply.status()) {
      case 200, 203 -> document(request, reply);
      case 304 -> notModified(request, reply);
      case 410 -> new Outcome.Gone();
      case 429 -> refused(reply, now, TOO_MANY_DEFAULT);
      case 503 -> refused(reply, now, UNAVAILABLE_DEFAULT);
      default -> failed(reply, now);
    };
  }

  private static Outcome document(FetchRequest request, Reply reply) {
    ContentHash hash = Bodies.hash(reply.body());
    boolean known = hash.equals(request.getContentHash());
    if (reply.movedPermanently()) {
      return new Outcome.Moved(reply.url(), Optional.of(hash), !known);
    }
    return known ? new Outcome.Unchanged(Optional.of(hash)) : new Outcome.Changed(hash);
  }

  private static Outcome notModified(FetchRequest request, Reply reply) {
    if (request.getEtag() == null && request.getLastModified() == null) {
      return new Outcome.Failed(
          FetchFailure.PROTOCOL, "status 304 to a request without validators", Optional.empty());
    }
    return reply.movedPermanently()
        ? new Outcome.Moved(reply.url(), Optional.empty(), false)
        : new Outcome.Unchanged(Optional.empty());
  }

  private static Outcome refused(Reply reply, Instant now, Duration otherwise) {
    return new Outcome.Refused(
        HttpTimes.retryAt(reply.retryAfter(), now).orElse(now.plus(otherwise)),
        "status " + reply.status());
  }

  private static Outcome failed(Reply reply, Instant now) {
    int status = reply.status();
    if (status >= 400) {
      return new Outcome.Failed(
          status < 500 ? FetchFailure.HTTP_CLIENT_ERROR : FetchFailure.HTTP_SERVER_ERROR,
          "status " + status + " from " + reply.url(),
          HttpTimes.retryAt(reply.retryAfter(), now));
    }
    return new Outcome.Failed(
        FetchFailure.PROTOCOL, "status " + status + " holds no whole document", Optional.empty());
  }
}
