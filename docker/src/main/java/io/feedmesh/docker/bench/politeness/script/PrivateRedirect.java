package io.feedmesh.docker.bench.politeness.script;

/** A host that sends fetchers into their own network. */
public final class PrivateRedirect implements Script {
  /** The name of the host that nobody may be led to. */
  public static final String TRAP = "trap";

  @Override
  public String name() {
    return "redirect-private";
  }

  @Override
  public String source() {
    return "RFC 9110, 17.1";
  }

  @Override
  public String rule() {
    return "a redirect to a private address is not followed";
  }

  @Override
  public Answer answer(Ask ask) {
    return Answer.status(302, "Location", ask.hosts().apply(TRAP) + "/" + name());
  }

  @Override
  public Score score(Seen seen) {
    if (seen.trapped() == null) {
      return Score.unknown("on loopback all addresses are private");
    }
    if (seen.visits().isEmpty()) {
      return Score.unknown("not asked");
    }
    return Score.of(
        seen.trapped().isEmpty(),
        seen.visits().size() + " redirects, " + seen.trapped().size() + " followed");
  }
}
