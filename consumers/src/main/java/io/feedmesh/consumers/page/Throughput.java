package io.feedmesh.consumers.page;

import java.util.Arrays;
import java.util.List;

/** How much a counter grew in each of the last 60 seconds. Safe for use by several threads. */
final class Throughput {
  static final int SECONDS = 60;

  private final long[] growth = new long[SECONDS];
  private long last;
  private boolean started;

  /** Takes the counter's value; call once a second. */
  synchronized void sample(long total) {
    System.arraycopy(growth, 1, growth, 0, SECONDS - 1);
    growth[SECONDS - 1] = started ? Math.max(0, total - last) : 0;
    last = total;
    started = true;
  }

  /** Oldest first. */
  synchronized List<Long> perSecond() {
    return Arrays.stream(growth).boxed().toList();
  }
}
