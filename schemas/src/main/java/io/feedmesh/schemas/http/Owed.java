package io.feedmesh.schemas.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a connection owes us, and since when: the body of a request, or, while none is being
 * answered, the next request. HTTP/2 has several requests at a time. Safe for several threads.
 */
final class Owed {
  private final Map<Object, Long> bodies = new LinkedHashMap<>(2); // the oldest first
  private int answering;
  private boolean answered;
  private long since;

  Owed(long now) {
    since = now;
  }

  synchronized void begin() {
    answering++;
  }

  synchronized void bodyBegins(Object body, long now) {
    bodies.put(body, now);
  }

  synchronized void bodyCame(Object body) {
    bodies.remove(body);
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
    boolean late = answering == 0 && now - since > deadlineNanos;
    return late || (!bodies.isEmpty() && now - bodies.values().iterator().next() > deadlineNanos);
  }

  /** Whether all that it owes is another request: it may still be reading the last answer. */
  synchronized boolean onlyAnother() {
    return answering == 0 && answered;
  }
}
