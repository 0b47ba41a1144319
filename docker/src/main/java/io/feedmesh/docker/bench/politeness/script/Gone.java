package io.feedmesh.docker.bench.politeness.script;

import java.time.Instant;
import java.util.List;

/** A feed that is gone for good after its first answer (RFC 9110, section 15.5.11). */
public final class Gone implements Script {
  private static final int CONFIRMATIONS = 3;

  @Override
  public String name() {
    return "gone";
  }

  @Override
  public String source() {
    return "RFC 9110, 15.5.11";
  }

  @Override
  public String rule() {
    return "410 ends the polling, once confirmed";
  }

  @Override
  public Answer answer(Ask ask) {
    return ask.before().isEmpty() ? Answer.feed() : Answer.status(410);
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> gone = seen.visits().stream().filter(v -> v.status() == 410).toList();
    if (gone.isEmpty()) {
      return Score.unknown("asked " + seen.visits().size() + " times");
    }
    Instant first = gone.get(0).at();
    if (gone.size() > CONFIRMATIONS) {
      return Score.broken("asked " + (gone.size() - 1) + " times more");
    }
    return seen.polledOthersSince(first)
        ? Score.kept("asked " + (gone.size() - 1) + " times more")
        : Score.unknown("others were not polled often enough");
  }
}
