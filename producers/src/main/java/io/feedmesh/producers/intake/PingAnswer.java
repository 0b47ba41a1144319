package io.feedmesh.producers.intake;

/**
 * What a sender is told.
 *
 * @param kind how it went
 * @param message for people
 */
public record PingAnswer(Kind kind, String message) {
  /** How it went, with the HTTP status that says so where the protocol has none of its own. */
  public enum Kind {
    /** Kafka has it. */
    TAKEN(200),
    /** It says nothing that can be used. */
    BAD(400),
    /** Its sender has sent too many. */
    LIMITED(429),
    /** Kafka has it not. */
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  /** Whether it was not taken. */
  public boolean isError() {
    return kind != Kind.TAKEN;
  }
}
