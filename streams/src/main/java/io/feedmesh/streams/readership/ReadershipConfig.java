package io.feedmesh.streams.readership;

/**
 * How readers are counted. Immutable.
 *
 * @param maxEdges how many edges a total names, 1 to 100; the counts of all others are in it too
 */
public record ReadershipConfig(int maxEdges) {
  /** 100 edges are named. */
  public static final ReadershipConfig DEFAULT = new ReadershipConfig(100);

  /** Checks the bounds. */
  public ReadershipConfig {
    if (maxEdges < 1 || maxEdges > 100) {
      throw new IllegalArgumentException("edges named: expected 1 to 100, found " + maxEdges);
    }
  }
}
