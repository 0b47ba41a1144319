package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A host that has enough once, and says for how long. */
public final class RetryAfter implements Script {
  /** How long news of a refusal may take through a fetcher that is several processes. */
  private static final Duration UNDER_WAY = Duration.ofSeconds(3);

  private static final Duration SLACK = Duration.ofMillis(200);

  private final int status;
  private final boolean asDate;

  /**
   * One that answers so.
   *
   * @param status 429 (RFC 6585, section 4) or 503 (RFC 9110, section 15.6.4)
   * @param asDate whether the time is a date, else it is seconds (RFC 9110, section 10.2.3)
   */
  public RetryAfter(int status, boolean asDate) {
    this.status = status;
    this.asDate = asDate;
  }

  @Override
  public String name() {
    return status + (asDate ? "-date" : "-seconds");
  }

  @Override
  public String source() {
    return "RFC " + (status == 429 ? "6585, 4" : "9110, 15.6.4") + "; 9110, 10.2.3";
  }

  @Override
  public String rule() {
    return status
        + " with Retry-After as "
        + (asDate ? "a date" : "seconds")
        + " holds for the host";
  }

  @Override
  public List<String> paths() {
    return List.of("/a.xml", "/b.xml", "/c.xml");
  }

  @Override
  public Answer answer(Ask ask) {
    boolean refused = ask.before().stream().anyMatch(visit -> visit.status() == status);
    if (refused || ask.before().isEmpty()) {
      return Answer.feed();
    }
    Duration wait = ask.pace().retryAfter();
    return Answer.status(
        status,
        "Retry-After",
        asDate
            ? Feeds.httpDate(ask.at().plus(wait).plusMillis(999))
            : String.valueOf(wait.toSeconds()));
  }

  @Override
  public Score score(Seen seen) {
    Visit refused =
        seen.visits().stream().filter(visit -> visit.status() == status).findFirst().orElse(null);
    if (refused == null) {
      return Score.unknown("asked " + seen.visits().size() + " times");
    }
    Instant until = refused.at().plus(seen.pace().retryAfter()).minus(SLACK);
    List<Visit> after =
        seen.visits().subList(seen.visits().indexOf(refused) + 1, seen.visits().size());
    List<Visit> during = after.stream().filter(v -> v.at().isBefore(until)).toList();
    if (!during.isEmpty() && !underWay(during, refused.at())) {
      Duration last = Duration.between(refused.at(), during.get(during.size() - 1).at());
      return Score.broken(
          during.size() + " requests too early, the last after " + Seen.seconds(last));
    }
    if (seen.end().isBefore(until)) {
      return Score.unknown("the watch ended too early");
    }
    return seen.visits().stream()
        .filter(v -> !v.at().isBefore(until))
        .findFirst()
        .map(v -> Score.kept("back after " + Seen.seconds(Duration.between(refused.at(), v.at()))))
        .orElse(Score.kept("not back yet"));
  }

  /** Whether these may have been sent before the refusal was read: each feed once, at once. */
  private boolean underWay(List<Visit> visits, Instant refused) {
    return visits.size() <= paths().size()
        && visits.get(visits.size() - 1).at().isBefore(refused.plus(UNDER_WAY));
  }
}
