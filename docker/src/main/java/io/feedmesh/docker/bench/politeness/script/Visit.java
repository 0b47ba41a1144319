package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request that a scripted host got, and what it answered. Safe for use by several threads; only
 * how its body ended is told later.
 */
public final class Visit {
  private final Instant at;
  private final String path;
  private final Map<String, String> fields;
  private final Answer answer;
  private volatile Duration cutAfter;
  private volatile long sent;

  /**
   * A request as it came.
   *
   * @param fields by name in lower case; repeated ones joined with commas; values as ISO 8859-1
   */
  public Visit(Instant at, String path, Map<String, String> fields, Answer answer) {
    this.at = at;
    this.path = path;
    this.fields = Map.copyOf(fields);
    this.answer = answer;
  }

  /** The client closed the connection in the middle of the body. */
  public void cut(Duration after, long bytes) {
    sent = bytes;
    cutAfter = after;
  }

  /** What was answered. */
  public Answer answer() {
    return answer;
  }

  Instant at() {
    return at;
  }

  String path() {
    return path;
  }

  int status() {
    return answer.status();
  }

  /** How long the body was taken before the connection was closed; null if it is taken still. */
  Duration cutAfter() {
    return cutAfter;
  }

  long sent() {
    return sent;
  }

  /** A field's value, or null. */
  String field(String name) {
    return fields.get(name.toLowerCase(Locale.ROOT));
  }

  boolean conditional() {
    return field("If-None-Match") != null || field("If-Modified-Since") != null;
  }

  static List<Visit> to(String path, List<Visit> visits) {
    return visits.stream().filter(visit -> visit.path().equals(path)).toList();
  }
}
