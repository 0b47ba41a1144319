package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.util.List;

/** A host whose redirects lead back to where they began (RFC 9110, section 15.4). */
public final class RedirectLoop implements Script {
  private static final String OTHER = "/other.xml";

  /** More than any fetcher should need to see that nothing comes of it. */
  private static final int MOST = 25;

  /** What lies between two requests of one loop, at most. */
  private static final Duration AT_ONCE = Duration.ofMillis(400);

  @Override
  public String name() {
    return "redirect-loop";
  }

  @Override
  public String source() {
    return "RFC 9110, 15.4";
  }

  @Override
  public String rule() {
    return "a loop of redirects is left";
  }

  @Override
  public Answer answer(Ask ask) {
    String next = ask.path().equals(OTHER) ? "/feed.xml" : OTHER;
    return Answer.status(302, "Location", ask.hosts().apply(name()) + next);
  }

  @Override
  public Score score(Seen seen) {
    List<Visit> visits = seen.visits();
    if (visits.size() < 2) {
      return Score.unknown("asked " + visits.size() + " times");
    }
    int longest = 1;
    int length = 1;
    for (int i = 1; i < visits.size(); i++) {
      Duration pause = Duration.between(visits.get(i - 1).at(), visits.get(i).at());
      length = pause.compareTo(AT_ONCE) < 0 ? length + 1 : 1;
      longest = Math.max(longest, length);
    }
    return Score.of(longest <= MOST, "left after " + longest + " requests");
  }
}
