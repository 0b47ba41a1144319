package io.feedmesh.docker.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Rates beside their limits. */
final class RateTable {
  private final PrintWriter out;

  RateTable(PrintWriter out) {
    this.out = out;
    out.printf("%-46s %12s %16s %8s%n", "", "changes/s", "CPU ms/change", "ratio");
  }

  void line(String what, Series series, Series limit) {
    out.printf(
        Locale.ROOT,
        "%-46s %12.0f %16.3f %8.2f%n",
        what,
        series.medianPerSecond(),
        series.medianCpuMillis(),
        series.medianPerSecond() / limit.medianPerSecond());
  }
}
