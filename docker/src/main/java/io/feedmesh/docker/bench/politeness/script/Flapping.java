package io.feedmesh.docker.bench.politeness.script;

import java.util.List;

/** A feed that has moved for good only every second time: what misconfigured servers do. */
public final class Flapping implements Script {
  private static final String NEW = "/new.xml";

  @Override
  public String name() {
    return "moved-flapping";
  }

  @Override
  public String source() {
    return "RFC 9110, 15.4.2";
  }

  @Override
  public String rule() {
    return "a 301 that comes and goes is not believed";
  }

  @Override
  public Answer answer(Ask ask) {
    if (ask.path().equals(NEW)) {
      return Answer.feed();
    }
    return Visit.to(ask.path(), ask.before()).size() % 2 == 0
        ? Answer.status(301, "Location", ask.hosts().apply(name()) + NEW)
        : Answer.feed();
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> visits = seen.visits();
    long asked = Visit.to("/feed.xml", visits).size();
    for (int i = 0; i < visits.size(); i++) {
      if (visits.get(i).path().equals(NEW) && (i == 0 || visits.get(i - 1).status() != 301)) {
        return Score.broken("asked at the new address without being sent there");
      }
    }
    return asked < 4
        ? Score.unknown("asked " + asked + " times")
        : Score.kept("asked " + asked + " times at its own address");
  }
}
