package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench views}. */
@Command(
    name = "views",
    description = {
      "What a change of a feed with ten subscribers costs the views app while it has more and more"
          + " subscriptions to other feeds; how fast one for very many goes out, beside a plain"
          + " producer of the same records in the same run; and how long all of it takes to be"
          + " restored.",
      "Trust the ratios: times depend on the machine and on what else it does."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh bench views",
      "  FEEDMESH_HEAP=3g feedmesh bench views --subscriptions 10000,100000,1000000"
    })
final class ViewsCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--subscriptions",
      paramLabel = "N",
      split = ",",
      defaultValue = "10000,100000",
      description = "Subscriptions to feeds, rising (default: ${DEFAULT-VALUE}).")
  private List<Integer> sizes = new ArrayList<>();

  @Option(
      names = "--changes",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Changes of feeds with ten subscribers (default: ${DEFAULT-VALUE}).")
  private int changes;

  @Option(
      names = "--readers",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Subscribers of one feed (default: ${DEFAULT-VALUE}).")
  private int readers;

  @Override
  public Integer call() throws Exception {
    if (changes < 1 || readers < 1 || sizes.stream().anyMatch(size -> size < 1_000)) {
      throw common.usageError(
          "changes and readers: expected at least 1; subscriptions: at least 1000");
    }
    try (Workspace workspace = new Workspace()) {
      print(new ViewsBench(changes, readers, this::progress).run(workspace.folder(), sizes));
      return 0;
    }
  }

  private void progress(String step) {
    common.err().println("bench views: " + step);
    common.err().flush();
  }

  private void print(ViewsBench.Result result) {
    double first = result.steps().get(0).micros();
    for (ViewsBench.Step step : result.steps()) {
      String what = "a change for ten, of %,d subscriptions".formatted(step.subscriptions());
      line(what, step.micros(), "µs CPU");
      line("  beside the first", step.micros() / first, "");
    }
    line("a change for many: views", result.fanOut().perSecond(), "records/s");
    line("  CPU, broker included", result.fanOut().cpuMillisPerItem() * 1000, "µs/record");
    line("plain producer of the same", result.plain().perSecond(), "records/s");
    line("  CPU, broker included", result.plain().cpuMillisPerItem() * 1000, "µs/record");
    line("views beside it", result.fanOut().perSecond() / result.plain().perSecond(), "");
    line("disk", result.diskBytes(), "bytes/subscription");
    line("start without the disk", result.lostSeconds(), "s");
    common.out().flush();
  }

  private void line(String what, double value, String unit) {
    String line = String.format(Locale.ROOT, "%-44s %12.2f %s", what, value, unit);
    common.out().println(line.stripTrailing());
  }
}
