package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** A host with many feeds that are all pinged at once, or all due at once. */
public final class Burst implements Script {
  /** Its name, for whoever pings. */
  public static final String NAME = "burst";

  private static final int FEEDS = 50;
  private static final int WINDOW = 10;

  /** What may hold a request up on its way here. */
  private static final Duration JITTER = Duration.ofMillis(1500);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String source() {
    return "good practice";
  }

  @Override
  public String rule() {
    return "requests to a host are spaced, also under a burst";
  }

  @Override
  public List<String> paths() {
    return IntStream.range(0, FEEDS).mapToObj(i -> "/" + i + ".xml").toList();
  }

  @Override
  public Answer answer(Ask ask) {
    return Answer.feed();
  }

  /** Over many requests, because what lies between a fetcher and us may hold some of them up. */
  @Override
  public Score score(Seen seen) {
    List<Visit> visits = seen.visits();
    if (visits.size() <= WINDOW) {
      return Score.unknown("asked " + visits.size() + " times");
    }
    Duration expected = seen.pace().gap().multipliedBy(WINDOW);
    Duration least = expected;
    for (int i = WINDOW; i < visits.size(); i++) {
      Duration found = Duration.between(visits.get(i - WINDOW).at(), visits.get(i).at());
      least = found.compareTo(least) < 0 ? found : least;
    }
    return Score.of(
        least.plus(JITTER).compareTo(expected) >= 0,
        visits.size()
            + " requests, "
            + (WINDOW + 1)
            + " of them never within less than "
            + Seen.seconds(least));
  }
}
