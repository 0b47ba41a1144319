package io.feedmesh.producers.fetch;

import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How one fetch ended. Immutable. */
sealed interface Outcome {
  /** A document that was not known. */
  record Changed(ContentHash hash) implements Outcome {}

  /**
   * Nothing new.
   *
   * @param hash of the body, empty after a 304
   */
  record Unchanged(Optional<ContentHash> hash) implements Outcome {}

  /**
   * A 304 that names another version than the one that was asked about. What the origin has now may
   * be new, so the next request must not be conditional.
   *
   * @param known hash of the last document, if there was one
   */
  record Doubtful(Optional<ContentHash> known, String detail) implements Outcome {}

  /**
   * There is a page in place of the feed.
   *
   * @param feeds that it names, in its order
   */
  record Page(List<FeedUrl> feeds, String detail) implements Outcome {}

  /**
   * The feed has another address for good.
   *
   * @param to the new one
   * @param hash of the document there, empty after a 304
   * @param isNew whether that document was not known
   */
  record Moved(FeedUrl to, Optional<ContentHash> hash, boolean isNew) implements Outcome {}

  /** The feed is no more, for good. */
  record Gone() implements Outcome {}

  /**
   * The origin has enough for now.
   *
   * @param retryAt not before
   */
  record Refused(Instant retryAt, String detail) implements Outcome {}

  /**
   * Nothing came of it.
   *
   * @param retryAt not before, where the origin said so
   */
  record Failed(FetchFailure failure, String detail, Optional<Instant> retryAt)
      implements Outcome {}

  /** The hash of a document that must go out, if there is one. */
  default Optional<ContentHash> newDocument() {
    if (this instanceof Changed changed) {
      return Optional.of(changed.hash());
    }
    return this instanceof Moved moved && moved.isNew() ? moved.hash() : Optional.empty();
  }
}
