package io.feedmesh.docker.bench.politeness;

import io.feedmesh.docker.bench.politeness.script.Ask;
import io.feedmesh.docker.bench.politeness.script.Pace;
import io.feedmesh.docker.bench.politeness.script.Script;
import io.feedmesh.docker.bench.politeness.script.Visit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A script and its visits. Safe for use by several threads. */
final class ScriptedHost {
  private final Script script;
  private final Pace pace;
  private final UnaryOperator<String> hosts;
  private final List<Visit> visits = new ArrayList<>();
  private final List<Visit> trapped = new ArrayList<>();

  ScriptedHost(Script script, Pace pace, UnaryOperator<String> hosts) {
    this.script = script;
    this.pace = pace;
    this.hosts = hosts;
  }

  Script script() {
    return script;
  }

  synchronized Visit visit(Instant at, String path, Map<String, String> fields) {
    Ask ask = new Ask(at, path, fields, List.copyOf(visits), pace, hosts);
    Visit visit = new Visit(at, path, fields, script.answer(ask));
    visits.add(visit);
    return visit;
  }

  /** It led a fetcher to where it must not go. */
  synchronized void trapped(Visit visit) {
    trapped.add(visit);
  }

  synchronized List<Visit> visits() {
    return List.copyOf(visits);
  }

  synchronized List<Visit> trapped() {
    return List.copyOf(trapped);
  }
}
