package io.feedmesh.docker.bench.politeness.script;

/**
 * What is said of a fetcher about one rule.
 *
 * @param detail what was seen, for people
 */
public record Score(Verdict verdict, String detail) {
  /** Whether the rule was kept. */
  public enum Verdict {
    /** It was. */
    KEPT,
    /** It was not. */
    BROKEN,
    /** Too little was seen, or this way of running cannot tell. */
    NOT_SEEN
  }

  static Score kept(String detail) {
    return new Score(Verdict.KEPT, detail);
  }

  static Score broken(String detail) {
    return new Score(Verdict.BROKEN, detail);
  }

  static Score unknown(String why) {
    return new Score(Verdict.NOT_SEEN, why);
  }

  static Score of(boolean kept, String detail) {
    return kept ? kept(detail) : broken(detail);
  }
}
