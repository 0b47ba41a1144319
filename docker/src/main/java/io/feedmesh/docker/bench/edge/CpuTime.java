package io.feedmesh.docker.bench.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process and its children have taken so far, as Linux tells under /proc, without the
 * compiler threads of a JVM: they are for the start, however long that is. Stateless.
 */
final class CpuTime {
  private static final double TICKS = 100; // of a second: USER_HZ, the same on each Linux
  private static final int UTIME = 11; // fields behind the name of the program
  private static final int STIME = 12;

  private CpuTime() {}

  /** Seconds, of user and system together. */
  static double seconds(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToDouble(CpuTime::ofOne)
        .sum();
  }

  private static double ofOne(ProcessHandle process) {
    Path folder = folder(process);
    try (Stream<Path> threads = Files.list(folder.resolve("task"))) {
      List<Path> all = threads.toList();
      double compiling = 0;
      for (Path thread : all) {
        compiling += compiling(thread);
      }
      return seconds(read(folder.resolve("stat"))) - compiling;
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private static double compiling(Path thread) throws IOException {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.matches("(?s)\\d+ \\(C[12] .*") ? seconds(stat) : 0;
    } catch (NoSuchFileException e) {
      return 0; // it has ended meanwhile
    }
  }

  private static double seconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) / TICKS;
  }

  /** Bytes of memory that it holds. */
  static long residentBytes(ProcessHandle process) {
    return read(folder(process).resolve("status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .sum();
  }

  private static Path folder(ProcessHandle process) {
    return Path.of("/proc", Long.toString(process.pid()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private static UncheckedIOException gone(IOException e) {
    return new UncheckedIOException("a server has ended, or this is no Linux", e);
  }
}
