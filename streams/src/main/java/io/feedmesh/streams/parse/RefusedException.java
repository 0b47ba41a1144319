package io.feedmesh.streams.parse;

import io.feedmesh.schemas.record.RejectReason;

/** The document is refused, whatever other stages there are. Never leaves {@link FeedParser}. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL = 500;

  private final RejectReason reason;

  RefusedException(RejectReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  ParseOutcome.Refused outcome() {
    String detail = getMessage();
    return new ParseOutcome.Refused(
        reason, detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail);
  }
}
