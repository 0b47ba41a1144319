package io.feedmesh.docker.bench;

import java.util.List;

/** Rates of one kind of work, a measure for each round. */
record Series(List<Measure> measures) {
  double medianPerSecond() {
    return median(measures.stream().map(Measure::perSecond).sorted().toList());
  }

  double medianCpuMillis() {
    return median(measures.stream().map(Measure::cpuMillisPerItem).sorted().toList());
  }

  private static double median(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }
}
