package io.feedmesh.docker.bench.politeness.script;

/** A host with nothing special: is it polled at all, and what does the fetcher say of itself? */
public final class Control implements Script {
  /** Its name, by which others compare themselves with it. */
  public static final String NAME = "control";

  private static final String ETAG = "\"control\"";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String source() {
    return "RFC 9110, 10.1.5";
  }

  @Override
  public String rule() {
    return "User-Agent says whom to reach, and for how many readers";
  }

  @Override
  public Answer answer(Ask ask) {
    return ETAG.equals(ask.field("If-None-Match"))
        ? Answer.status(304, "ETag", ETAG)
        : Answer.feed("ETag", ETAG);
  }

  @Override
  public Score score(Seen seen) {
    if (seen.visits().size() < 2) {
      return Score.unknown("polled " + seen.visits().size() + " times");
    }
    String agent = seen.visits().get(0).field("User-Agent");
    boolean named = agent != null && agent.matches(".*(https?://|mailto:|\\S@\\S).*");
    boolean counted = agent != null && agent.matches("(?i).*\\d+ (subscriber|reader|user)s?.*");
    return Score.of(named && counted, String.valueOf(agent));
  }
}
