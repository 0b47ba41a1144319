package io.feedmesh.docker.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** CPU time of this process's threads, added up for each stage by their names. */
final class StageCpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Map<String, String> PIPELINE =
      Map.of(
          "-dedupe-", "dedupe",
          "-views-", "views",
          "-schedule-", "schedule",
          "-readership-", "readership",
          "edge", "edge",
          "spool", "edge",
          "kafka-request-handler", "broker",
          "kafka-network-thread", "broker");

  private final Map<String, String> stages;
  private final Map<Long, Long> start = nanos();

  /** For the stages of the pipeline. */
  StageCpu() {
    this(PIPELINE);
  }

  /**
   * For other stages; all other threads are one more.
   *
   * @param stages by a part of the names of their threads
   */
  StageCpu(Map<String, String> stages) {
    this.stages = stages;
  }

  /** Seconds since this was made, by stage; threads that have ended meanwhile are not in it. */
  Map<String, Double> seconds() {
    Map<String, Double> spentIn = new TreeMap<>();
    nanos()
        .forEach(
            (id, nanos) -> {
              ThreadInfo thread = THREADS.getThreadInfo(id);
              if (thread != null) {
                double spent = (nanos - start.getOrDefault(id, 0L)) / 1e9;
                spentIn.merge(stage(thread.getThreadName()), spent, Double::sum);
              }
            });
    return spentIn;
  }

  private static Map<Long, Long> nanos() {
    Map<Long, Long> nanos = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      nanos.put(id, Math.max(0, THREADS.getThreadCpuTime(id)));
    }
    return nanos;
  }

  private String stage(String thread) {
    return stages.entrySet().stream()
        .filter(stage -> thread.contains(stage.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("other");
  }
}
