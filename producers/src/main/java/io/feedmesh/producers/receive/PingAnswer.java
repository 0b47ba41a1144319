package io.feedmesh.producers.receive;

/**
 * What a sender is told.
 *
 * @param kind how it went
 * @param message for people
 */
record PingAnswer(Kind kind, String message) {
  /** How it went, with the HTTP status that says so where the protocol has none of its own. */
  enum Kind {
    TAKEN(200),
    BAD(400),
    LIMITED(429),
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  boolean isError() {
    return kind != Kind.TAKEN;
  }
}
