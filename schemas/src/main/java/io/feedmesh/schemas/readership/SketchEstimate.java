package io.feedmesh.schemas.readership;

/**
 * How many distinct hashes made some registers: the improved raw estimator of Ertl ("New
 * cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6), which needs
 * neither tables nor a change of method for small numbers. Pure.
 */
final class SketchEstimate {
  private static final int MAX_VALUE = 63;
  private static final double ALPHA = 1 / (2 * Math.log(2));

  private SketchEstimate() {}

  /** Infinite for registers that are all at their largest value. */
  static double of(byte[] registers) {
    int[] have = new int[MAX_VALUE + 1];
    for (byte value : registers) {
      have[value]++;
    }
    double m = registers.length;
    double z = m * tau(1 - have[MAX_VALUE] / m);
    for (int value = MAX_VALUE - 1; value >= 1; value--) {
      z = (z + have[value]) / 2;
    }
    z += m * sigma(have[0] / m);
    return ALPHA * m * m / z;
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double sum = share;
    double before;
    do {
      x *= x;
      before = sum;
      sum += x * y;
      y += y;
    } while (sum != before);
    return sum;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double sum = 1 - share;
    double before;
    do {
      x = Math.sqrt(x);
      before = sum;
      y /= 2;
      sum -= (1 - x) * (1 - x) * y;
    } while (sum != before);
    return sum / 3;
  }
}
