package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A host that says how long its answers stay fresh. */
public final class Fresh implements Script {
  private static final Duration SLACK = Duration.ofMillis(500);

  /** The shortest that a ttl can say. */
  private static final Duration TTL = Duration.ofMinutes(1);

  /** It takes a moment to read a document. */
  private static final Duration LEARNING = Duration.ofSeconds(5);

  private final boolean inDocument;

  private Fresh(boolean inDocument) {
    this.inDocument = inDocument;
  }

  /** In its answer's fields: RFC 9111, section 4.2. */
  public static Fresh maxAge() {
    return new Fresh(false);
  }

  /** In its document, in minutes: RSS 2.0, ttl. */
  public static Fresh ttl() {
    return new Fresh(true);
  }

  @Override
  public String name() {
    return inDocument ? "ttl" : "max-age";
  }

  @Override
  public String source() {
    return inDocument ? "RSS 2.0, ttl" : "RFC 9111, 4.2";
  }

  @Override
  public String rule() {
    return inDocument ? "ttl is waited out" : "Cache-Control: max-age is waited out";
  }

  @Override
  public Answer answer(Ask ask) {
    return inDocument
        ? Answer.feed(Feeds.rss("<ttl>" + TTL.toMinutes() + "</ttl>"))
        : Answer.feed("Cache-Control", "public, max-age=" + ask.pace().fresh().toSeconds());
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> visits = seen.visits();
    if (visits.isEmpty()) {
      return Score.unknown("not asked");
    }
    Duration fresh = inDocument ? TTL : seen.pace().fresh();
    Instant known = visits.get(0).at().plus(inDocument ? LEARNING : Duration.ZERO);
    for (int i = 1; i < visits.size(); i++) {
      Duration pause = Duration.between(visits.get(i - 1).at(), visits.get(i).at());
      if (visits.get(i).at().isAfter(known) && pause.plus(SLACK).compareTo(fresh) < 0) {
        return Score.broken("asked again after " + Seen.seconds(pause));
      }
    }
    boolean cameBack = visits.get(visits.size() - 1).at().isAfter(known);
    return cameBack || seen.polledOthersSince(known)
        ? Score.kept(cameBack ? "came back later" : "left alone while others were polled")
        : Score.unknown("others were not polled often enough");
  }
}
