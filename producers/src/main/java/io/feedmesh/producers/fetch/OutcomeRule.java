package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    if (!known && PageRule.isPage(reply.body(), reply.contentType())) {
      return page(request, reply);
    }
    if (reply.movedPermanently()) {
      return new Outcome.Moved(reply.url(), Optional.of(hash), !known);
    }
    return known ? new Outcome.Unchanged(Optional.of(hash)) : new Outcome.Changed(hash);
  }

  private static Outcome page(FetchRequest request, Reply reply) {
    List<FeedUrl> feeds =
        PageFeeds.find(reply.body(), reply.contentType(), reply.url()).stream()
            .filter(feed -> !feed.toString().equals(request.getFeedUrl()))
            .toList();
    return new Outcome.Page(
        feeds,
        feeds.isEmpty()
            ? "a page that names no feed is at " + reply.url()
            : "a page is at " + reply.url() + "; it names the feed " + feeds.get(0));
  }

  private static Outcome notModified(FetchRequest request, Reply reply) {
    if (request.getEtag() == null && request.getLastModified() == null) {
      return new Outcome.Failed(
          FetchFailure.PROTOCOL, "status 304 to a request without validators", Optional.empty());
    }
    if (ValidatorRule.contradicts(request, reply)) {
      return new Outcome.Doubtful(
          Optional.ofNullable(request.getContentHash()),
          "status 304 to "
              + named(request.getEtag(), request.getLastModified())
              + " names another version, "
              + named(reply.etag(), reply.lastModified())
              + ": the next request is not conditional");
    }
    return reply.movedPermanently()
        ? new Outcome.Moved(reply.url(), Optional.empty(), false)
        : new Outcome.Unchanged(Optional.empty());
  }

  private static String named(String etag, String lastModified) {
    return etag == null ? lastModified : etag;
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
          kind(status),
          "status " + status + " from " + reply.url(),
          HttpTimes.retryAt(reply.retryAfter(), now));
    }
    return new Outcome.Failed(
        FetchFailure.PROTOCOL, "status " + status + " holds no whole document", Optional.empty());
  }

  private static FetchFailure kind(int status) {
    if (status >= 500) {
      return FetchFailure.HTTP_SERVER_ERROR;
    }
    return status == 404 ? FetchFailure.NOT_FOUND : FetchFailure.HTTP_CLIENT_ERROR;
  }
}
