package io.feedmesh.docker.bench.politeness.script;

import java.util.List;

/**
 * One host with one rule: how it answers, and how a fetcher is judged by what it saw. Stateless:
 * all it goes by is handed to it.
 */
public interface Script {
  /** The first label of its host: letters, digits, hyphens. */
  String name();

  /** The rule in a few words. */
  String rule();

  /** Where it comes from: a specification and its section. */
  String source();

  /** The paths of its feeds. */
  default List<String> paths() {
    return List.of("/feed.xml");
  }

  /** Answers a request; called by one thread at a time. */
  Answer answer(Ask ask);

  /** Judges. */
  Score score(Seen seen);
}
