package io.feedmesh.schemas.http;

/**
 * What a connection owes us, and since when: the body of a request, or, while none is being
 * answered, the next request. HTTP/2 has several requests at a time. Safe for several threads.
 */
final class Owed {
  private int answering;
  private int bodies;
  private boolean answered;
  private long since;

  Owed(long now) {
    since = now;
  }

  synchronized void begin(boolean body, long now) {
    answering++;
    if (body) {
      bodies++;
      since = now;
    }
  }

  synchronized void bodyCame() {
    bodies--;
  }

  /** A request came and was answered at once. */
  synchronized void answered(long now) {
    answered = true;
    since = now;
  }

  synchronized void end(long now) {
    answering--;
    answered = true;
    if (answering == 0) {
      since = now;
    }
  }

  /** Whether the next request or a body should have come by now. */
  synchronized boolean over(long now, long deadlineNanos) {
    return (answering == 0 || bodies > 0) && now - since > deadlineNanos;
  }

  /** Whether all that it owes is another request: it may still be reading the last answer. */
  synchronized boolean onlyAnother() {
    return answering == 0 && answered;
  }
}
