package io.feedmesh.docker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * CPU time of the JVM's compiler threads: what a process that runs for weeks spends once, and a
 * measurement of a minute should not count. Only Linux tells ({@code /proc/self/task}); elsewhere
 * it is 0, and the compiler's work is counted.
 */
final class CompilerCpu {
  private static final Path TASKS = Path.of("/proc/self/task");

  private CompilerCpu() {}

  /** The same piece of work without what was compiled meanwhile. */
  static Measure without(Measure.Work work) throws Exception {
    double before = seconds();
    Measure all = Measure.of(work);
    return new Measure(all.items(), all.seconds(), all.cpuSeconds() - (seconds() - before));
  }

  /** Seconds until now. */
  static double seconds() throws IOException {
    if (!Files.isDirectory(TASKS)) {
      return 0;
    }
    List<Path> tasks;
    try (Stream<Path> all = Files.list(TASKS)) {
      tasks = all.toList();
    }
    long nanos = 0;
    for (Path task : tasks) {
      nanos += nanos(task);
    }
    return nanos / 1e9;
  }

  /** 0 for threads of other kinds, and for those that end meanwhile. */
  private static long nanos(Path task) {
    try {
      return Files.readString(task.resolve("comm")).contains("CompilerThre")
          ? Long.parseLong(Files.readString(task.resolve("schedstat")).split(" ", 2)[0])
          : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
