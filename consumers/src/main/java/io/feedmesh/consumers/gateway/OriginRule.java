package io.feedmesh.consumers.gateway;

import io.feedmesh.schemas.record.FetchFailure;
import java.util.Set;

/** What a reader is told when the origin gave no feed. Pure. */
final class OriginRule {
  /** What an origin says to a reader, not about itself. */
  private static final Set<Integer> PASSED_ON = Set.of(401, 403, 404, 410, 429, 451, 503);

  private OriginRule() {}

  /**
   * What to answer.
   *
   * @param status HTTP status
   * @param message for people
   * @param page whether there is a document, but no feed
   */
  record Verdict(int status, String message, boolean page) {
    /** For what is no page. */
    Verdict(int status, String message) {
      this(status, message, false);
    }
  }

  /** For an origin's status other than 200. */
  static Verdict status(int status) {
    String said = "the origin answered with status " + status;
    return PASSED_ON.contains(status)
        ? new Verdict(status, said)
        : new Verdict(502, said + ", expected 200 and a feed");
  }

  /** For no usable answer at all. */
  static Verdict failure(FetchFailure failure, String detail) {
    return switch (failure) {
      case ADDRESS_REFUSED -> new Verdict(403, "refused: " + detail);
      case TOO_LARGE -> new Verdict(502, "no feed: " + detail, true); // than any may be
      case TIMEOUT -> new Verdict(504, "the origin did not answer in time: " + detail);
      default -> new Verdict(502, "the origin could not be asked: " + detail);
    };
  }

  /** For a document that is no feed. */
  static Verdict noFeed(String contentType) {
    return new Verdict(
        502,
        "no feed: the origin answered with another kind of document (Content-Type: "
            + (contentType == null ? "none" : contentType)
            + "), and an edge hands on feeds only",
        true);
  }
}
