package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A feed that has moved for good (RFC 9110, section 15.4.2), and says so each time. */
public final class Moved implements Script {
  private static final String NEW = "/new.xml";

  @Override
  public String name() {
    return "moved";
  }

  @Override
  public String source() {
    return "RFC 9110, 15.4.2";
  }

  @Override
  public String rule() {
    return "301 is followed, doubted for a while, then believed";
  }

  @Override
  public Answer answer(Ask ask) {
    return ask.path().equals(NEW)
        ? Answer.feed()
        : Answer.status(301, "Location", ask.hosts().apply(name()) + NEW);
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> asked = Visit.to("/feed.xml", seen.visits());
    List<Visit> followed = Visit.to(NEW, seen.visits());
    if (asked.isEmpty()) {
      return Score.unknown("not asked");
    }
    if (followed.isEmpty()) {
      return Score.broken("the redirect was not followed");
    }
    Instant first = asked.get(0).at();
    Instant last = asked.get(asked.size() - 1).at();
    // The first of these may be what the last redirect led to.
    boolean believed = followed.stream().filter(v -> v.at().isAfter(last)).count() >= 2;
    String doubted = "doubted for " + Seen.seconds(Duration.between(first, last));
    if (!believed) {
      Instant enough = first.plus(seen.pace().believe());
      boolean told = asked.stream().filter(v -> v.at().isAfter(enough)).count() > 2;
      return told && !seen.pace().believe().isZero()
          ? Score.broken("never believed")
          : Score.unknown(doubted + ", and asked at its old address still");
    }
    return Score.of(
        asked.size() > 1 && Duration.between(first, last).compareTo(least(seen.pace())) >= 0,
        doubted + ", then believed");
  }

  /** The last request at the old address comes a little before the time is over. */
  private static Duration least(Pace pace) {
    return pace.believe().dividedBy(2);
  }
}
