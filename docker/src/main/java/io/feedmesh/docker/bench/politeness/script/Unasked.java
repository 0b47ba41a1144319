package io.feedmesh.docker.bench.politeness.script;

import java.util.List;

/** A host that answers 304 to a request that was not conditional. */
public final class Unasked implements Script {
  @Override
  public String name() {
    return "unasked-304";
  }

  @Override
  public String source() {
    return "RFC 9110, 15.4.5";
  }

  @Override
  public String rule() {
    return "a 304 that nobody asked for is no document";
  }

  @Override
  public Answer answer(Ask ask) {
    return ask.before().isEmpty() ? Answer.status(304, "ETag", "\"x\"") : Answer.feed();
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> visits = seen.visits();
    if (visits.size() < 2) {
      return Score.unknown("asked " + visits.size() + " times");
    }
    return visits.get(1).conditional()
        ? Score.broken("took the validators of a document that it never got")
        : Score.kept("asked again without condition");
  }
}
