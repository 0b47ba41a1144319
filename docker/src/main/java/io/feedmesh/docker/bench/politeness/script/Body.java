package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.util.List;

/** A host whose answer never ends. */
public final class Body implements Script {
  private static final long MOST_BYTES = 256L * 1024 * 1024;

  private final Answer.Flow flow;

  /** Slow or endless. */
  public Body(Answer.Flow flow) {
    this.flow = flow;
  }

  @Override
  public String name() {
    return flow == Answer.Flow.SLOW ? "slow-body" : "endless-body";
  }

  @Override
  public String source() {
    return "good practice";
  }

  @Override
  public String rule() {
    return flow == Answer.Flow.SLOW
        ? "a body that trickles is given up"
        : "a body without end is given up";
  }

  @Override
  public Answer answer(Ask ask) {
    return Answer.endless(flow);
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> old =
        seen.visits().stream()
            .filter(
                v ->
                    v.cutAfter() != null
                        || seen.watchedSince(v.at()).compareTo(seen.pace().patience()) > 0)
            .toList();
    if (old.isEmpty()) {
      return Score.unknown("asked " + seen.visits().size() + " times");
    }
    for (Visit visit : old) {
      Duration cut = visit.cutAfter();
      if (cut == null || cut.compareTo(seen.pace().patience()) > 0 || visit.sent() > MOST_BYTES) {
        return Score.broken(
            cut == null ? "taken to the end of the watch" : "taken for " + Seen.seconds(cut));
      }
    }
    return Score.kept(
        "given up after "
            + Seen.seconds(old.get(0).cutAfter())
            + ", "
            + old.get(0).sent()
            + " bytes");
  }
}
