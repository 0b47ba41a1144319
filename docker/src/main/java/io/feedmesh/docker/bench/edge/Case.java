package io.feedmesh.docker.bench.edge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is asked for. */
enum Case {
  /** Any feed, at random. */
  RANDOM,
  /** Always the same feed. */
  HOT,
  /** Any feed, with the tag of its current version, which is answered with 304. */
  UNCHANGED,
  /** As {@link #RANDOM}, one in a hundred not there, and asked of an origin. */
  MISSES,
  /** As {@link #RANDOM}, by HTTP/2. */
  HTTP2,
  /** As {@link #RANDOM}, without memory for bodies. */
  FILE,
  /** Hits of an edge that has many changes to catch up with, and of the same one afterwards. */
  CATCH_UP,
  /** Connections that are only kept open. */
  IDLE;

  /** By its name in lower case; empty if there is none. */
  static Optional<Case> of(String name) {
    return Arrays.stream(values()).filter(c -> c.title().equals(name)).findFirst();
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(Case::title).toList();
  }

  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it is one for an edge with memory for all bodies. */
  boolean asWhole() {
    return this != FILE && this != CATCH_UP && this != IDLE;
  }

  double missShare() {
    return this == MISSES ? 0.01 : 0;
  }
}
