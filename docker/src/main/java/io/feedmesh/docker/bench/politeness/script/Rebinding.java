package io.feedmesh.docker.bench.politeness.script;

/** A host whose name leads to a private address from the second look-up on. */
public final class Rebinding implements Script {
  /** Its name, for whoever says where hosts are. */
  public static final String NAME = "rebinding";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String source() {
    return "RFC 9110, 17.1";
  }

  @Override
  public String rule() {
    return "a name that turns to a private address leads nowhere";
  }

  @Override
  public Answer answer(Ask ask) {
    return Answer.feed("Connection", "close");
  }

  @Override
  public Score score(Seen seen) {
    if (seen.trapped() == null) {
      return Score.unknown("needs a name service of its own; see --help");
    }
    if (seen.visits().isEmpty() || !seen.polledOthersSince(seen.visits().get(0).at())) {
      return Score.unknown("asked " + seen.visits().size() + " times");
    }
    return Score.of(
        seen.trapped().isEmpty(),
        seen.visits().size() + " requests outside, " + seen.trapped().size() + " within");
  }
}
