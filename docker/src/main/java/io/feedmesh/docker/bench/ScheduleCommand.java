package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench schedule}. */
@Command(
    name = "schedule",
    description = {
      "What the schedule app costs with many followed feeds: each is subscribed to, requested and"
          + " answered once, then nothing is due."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh bench schedule",
      "  FEEDMESH_HEAP=3g feedmesh bench schedule --feeds 1000000"
    })
final class ScheduleCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--feeds",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Followed feeds (default: ${DEFAULT-VALUE}).")
  private int feeds;

  @Override
  public Integer call() throws Exception {
    if (feeds < 1) {
      throw common.usageError("feeds: expected at least 1");
    }
    try (Workspace workspace = new Workspace()) {
      print(new ScheduleBench(feeds, this::progress).run(workspace.folder()));
      return 0;
    }
  }

  private void progress(String step) {
    common.err().println("bench schedule: " + step);
    common.err().flush();
  }

  private void print(ScheduleBench.Result result) {
    PrintWriter out = common.out();
    out.printf("%d followed feeds%n%n", feeds);
    line("CPU of a subscription, a request and its answer", result.cpuMicrosPerFeed(), "µs/feed");
    line("CPU of a tick while nothing is due (50 a second)", result.cpuMicrosPerTick(), "µs");
    line("heap", result.heapBytesPerFeed(), "bytes/feed");
    line("disk", result.diskBytesPerFeed(), "bytes/feed");
    out.flush();
  }

  private void line(String what, double value, String unit) {
    common.out().printf(Locale.ROOT, "%-50s %10.1f %s%n", what, value, unit);
  }
}
