package io.feedmesh.docker.bench.politeness.script;

import java.util.List;

/** A host that answers 304 and names a version that the fetcher has never seen. */
public final class Lying implements Script {
  private static final String OLD = "\"1\"";
  private static final String NEW = "\"2\"";

  @Override
  public String name() {
    return "lying-304";
  }

  @Override
  public String source() {
    return "RFC 9110, 15.4.5";
  }

  @Override
  public String rule() {
    return "a 304 that names another version hides no change";
  }

  @Override
  public Answer answer(Ask ask) {
    String known = ask.field("If-None-Match");
    if (known != null) {
      return Answer.status(304, "ETag", NEW);
    }
    return ask.before().isEmpty() ? Answer.feed("ETag", OLD) : Answer.feed("ETag", NEW);
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> visits = seen.visits();
    int lies = 0;
    for (Visit visit : visits.subList(Math.min(1, visits.size()), visits.size())) {
      if (visit.status() == 200) {
        return Score.kept("asked without condition after " + lies + " such answers");
      }
      if (NEW.equals(visit.field("If-None-Match"))) {
        return Score.broken("asked on with the tag of a version that it never got");
      }
      lies++;
    }
    return lies < 4
        ? Score.unknown("asked " + visits.size() + " times")
        : Score.broken("believed " + lies + " such answers");
  }
}
