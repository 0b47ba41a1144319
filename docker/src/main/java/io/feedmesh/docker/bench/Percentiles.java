package io.feedmesh.docker.bench;

import java.util.Arrays;

/** Times of single events in milliseconds. Not for several threads. */
final class Percentiles {
  private double[] millis = new double[64];
  private int count;

  void add(double value) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, 2 * count);
    }
    millis[count++] = value;
  }

  int count() {
    return count;
  }

  /** The smallest value that the given share (0 to 1) of all values does not exceed. */
  double at(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)];
  }
}
