package io.feedmesh.docker.bench.politeness.script;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** A feed that is not to be read in this hour and the next (RSS 2.0, skipHours, in GMT). */
public final class SkipHours implements Script {
  /** It takes a moment to read a document. */
  private static final Duration LEARNING = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "skip-hours";
  }

  @Override
  public String source() {
    return "RSS 2.0, skipHours";
  }

  @Override
  public String rule() {
    return "skipHours (GMT) are skipped";
  }

  @Override
  public Answer answer(Ask ask) {
    int hour = ask.at().atZone(ZoneOffset.UTC).getHour();
    String skipped = "<hour>" + hour + "</hour><hour>" + (hour + 1) % 24 + "</hour>";
    return Answer.feed(Feeds.rss("<skipHours>" + skipped + "</skipHours>"));
  }

  @Override
  public Score score(Seen seen) {
    if (seen.visits().isEmpty()) {
      return Score.unknown("not asked");
    }
    Instant first = seen.visits().get(0).at();
    Instant known = first.plus(LEARNING);
    long during =
        seen.visits().stream()
            .filter(v -> v.at().isAfter(known))
            .filter(v -> v.at().isBefore(first.plus(Duration.ofHours(1))))
            .count();
    if (during > 0) {
      return Score.broken("asked " + during + " times in a skipped hour");
    }
    return seen.polledOthersSince(known)
        ? Score.kept("not asked in the skipped hour")
        : Score.unknown("others were not polled often enough");
  }
}
