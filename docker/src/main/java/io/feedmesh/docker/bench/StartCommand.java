package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench start}. */
@Command(
    name = "start",
    description = {
      "How long an edge that knows many feeds needs from its start to its first answers, and what each feed"
          + " costs it in heap, beside a bare look into each file of the same spool."
    },
    footer = {
      "",
      "Needs some 4 KB of disk for each hot feed. Heap: FEEDMESH_HEAP=2g for a million feeds.",
      "",
      "Example:",
      "  feedmesh bench start --feeds 1000000 --hot 100000"
    })
final class StartCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--feeds",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Feeds that it knows (default: ${DEFAULT-VALUE}).")
  private int feeds;

  @Option(
      names = "--hot",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Those of them whose body it has (default: ${DEFAULT-VALUE}).")
  private int hot;

  @Override
  public Integer call() throws Exception {
    if (hot < 1 || feeds <= hot) {
      throw common.usageError("feeds: expected at least 1 hot one and more than those in all");
    }
    try (Workspace workspace = new Workspace()) {
      print(new StartBench(feeds, hot, this::progress).run(workspace.folder()));
      return 0;
    }
  }

  private void progress(String step) {
    common.err().println("bench start: " + step);
    common.err().flush();
  }

  private void print(StartBench.Result result) {
    common.out().printf("%d feeds, %d of them hot%n%n", feeds, hot);
    line("first answer, hot", result.hotSeconds(), "s");
    line("first 304, cold", result.coldSeconds(), "s");
    line("CPU until then", result.cpuSeconds(), "s");
    line("bare look into each file", result.bareSeconds(), "s");
    line("cold feed in the spool", result.coldHeap(), "bytes of heap");
    line("its lease", result.leaseHeap(), "bytes of heap");
    line("hot feed in the spool", result.hotHeap(), "bytes of heap");
    line("cold feed on disk", result.coldDisk(), "bytes");
    common.out().flush();
  }

  private void line(String what, double value, String unit) {
    common.out().println(String.format(Locale.ROOT, "%-28s %10.2f %s", what, value, unit));
  }
}
