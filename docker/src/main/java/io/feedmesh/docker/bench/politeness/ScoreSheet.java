package io.feedmesh.docker.bench.politeness;

import io.feedmesh.docker.bench.politeness.script.Control;
import io.feedmesh.docker.bench.politeness.script.Pace;
import io.feedmesh.docker.bench.politeness.script.Score;
import io.feedmesh.docker.bench.politeness.script.Score.Verdict;
import io.feedmesh.docker.bench.politeness.script.Seen;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The verdicts on all rules, by the names of their scripts. Immutable. */
record ScoreSheet(Map<String, Score> scores, Map<String, Line> lines) {
  private static final String ROW = "%-16s %-57s %-28s %5s %-8s %s%n";

  /** What a rule is, and how often its host was asked. */
  record Line(String rule, String source, int asked) {}

  static ScoreSheet of(ScriptedOrigin origin, Place place, Pace pace, Instant end) {
    Map<String, Score> scores = new LinkedHashMap<>();
    Map<String, Line> lines = new LinkedHashMap<>();
    for (ScriptedHost host : origin.hosts()) {
      Seen seen =
          new Seen(
              host.visits(),
              origin.host(Control.NAME).visits(),
              place.traps(host.script().name()) ? host.trapped() : null,
              end,
              pace);
      scores.put(host.script().name(), host.script().score(seen));
      lines.put(
          host.script().name(),
          new Line(host.script().rule(), host.script().source(), seen.visits().size()));
    }
    return new ScoreSheet(scores, lines);
  }

  long count(Verdict verdict) {
    return scores.values().stream().filter(score -> score.verdict() == verdict).count();
  }

  void print(PrintWriter out) {
    out.printf(ROW, "host", "rule", "source", "asked", "verdict", "seen");
    scores.forEach(
        (name, score) ->
            out.printf(
                ROW,
                name,
                lines.get(name).rule(),
                lines.get(name).source(),
                lines.get(name).asked(),
                score.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                score.detail()));
    out.printf(
        "%nscore: %d of %d rules kept, %d broken, %d not seen%n",
        count(Verdict.KEPT), scores.size(), count(Verdict.BROKEN), count(Verdict.NOT_SEEN));
    out.flush();
  }
}
