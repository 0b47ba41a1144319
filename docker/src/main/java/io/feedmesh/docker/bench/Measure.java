package io.feedmesh.docker.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a piece of work cost this process.
 *
 * @param items how many were done
 * @param seconds wall time
 * @param cpuSeconds CPU time of all threads, the broker's included
 */
record Measure(long items, double seconds, double cpuSeconds) {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Work that says how many items it did. */
  interface Work {
    long run() throws Exception;
  }

  static Measure of(Work work) throws Exception {
    long cpu = PROCESS.getProcessCpuTime();
    long start = System.nanoTime();
    long items = work.run();
    return new Measure(
        items, (System.nanoTime() - start) / 1e9, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
  }

  double perSecond() {
    return items / seconds;
  }

  double cpuMillisPerItem() {
    return cpuSeconds * 1000 / items;
  }
}
