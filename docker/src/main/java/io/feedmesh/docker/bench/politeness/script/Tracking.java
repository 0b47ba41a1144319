package io.feedmesh.docker.bench.politeness.script;

import java.util.List;

/** A host that hands out cookies, and looks for Referers on the way to its feed. */
public final class Tracking implements Script {
  private static final String FEED = "/new.xml";

  @Override
  public String name() {
    return "tracking";
  }

  @Override
  public String source() {
    return "RFC 6265, 3; RFC 9110, 10.1.3";
  }

  @Override
  public String rule() {
    return "no cookies come back, no Referer tells of the way";
  }

  @Override
  public Answer answer(Ask ask) {
    return ask.path().equals(FEED)
        ? Answer.feed("Set-Cookie", "track=feed; Path=/")
        : Answer.status(
            302, "Location", ask.hosts().apply(name()) + FEED, "Set-Cookie", "track=me; Path=/");
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> visits = seen.visits();
    for (Visit visit : visits) {
      if (visit.field("Cookie") != null || visit.field("Referer") != null) {
        return Score.broken(
            visit.field("Cookie") != null
                ? "sent a cookie"
                : "sent Referer: " + visit.field("Referer"));
      }
    }
    return Visit.to(FEED, visits).isEmpty() || visits.size() < 3
        ? Score.unknown("asked " + visits.size() + " times")
        : Score.kept("neither");
  }
}
