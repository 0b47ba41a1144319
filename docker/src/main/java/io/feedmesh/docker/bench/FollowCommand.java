package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench follow}. */
@Command(
    name = "follow",
    description = {
      "Whether memory stays as it is while a schedule app and a fetcher follow many feeds on many"
          + " hosts, politely. Broker and origin are in a process of their own, which is not counted."
    },
    footer = {"", "Example:", "  feedmesh bench follow --time 15m"})
final class FollowCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--feeds",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Followed feeds (default: ${DEFAULT-VALUE}).")
  private int feeds;

  @Option(
      names = "--hosts",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Hosts that they are on, few with many (default: ${DEFAULT-VALUE}).")
  private int hosts;

  @Option(
      names = "--time",
      paramLabel = "D",
      defaultValue = "15m",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private Duration time;

  @Override
  public Integer call() throws Exception {
    if (feeds < 1 || hosts < 1 || time.toSeconds() < FollowBench.SPANS) {
      throw common.usageError("--feeds, --hosts: expected at least 1; --time: at least 15s");
    }
    try (Workspace workspace = new Workspace()) {
      List<FollowBench.Span> all = new ArrayList<>();
      common.out().printf("%d feeds on %d hosts%n%n", feeds, hosts);
      common.out().printf("%8s %10s %12s %12s%n", "after s", "fetches", "heap MB", "CPU ms/fetch");
      new FollowBench(feeds, hosts, time)
          .run(
              workspace.folder(),
              span -> {
                all.add(span);
                print(span);
              });
      double grown = heap(all.subList(10, 15)) / heap(all.subList(5, 10));
      common.out().printf(Locale.ROOT, "%nheap of the last third to the one before: %.2f%n", grown);
      common.out().flush();
      return 0;
    }
  }

  private void print(FollowBench.Span span) {
    common
        .out()
        .printf(
            Locale.ROOT,
            "%8d %10d %12.1f %12.2f%n",
            span.until().toSeconds(),
            span.fetches(),
            span.heapBytes() / 1e6,
            1000 * span.cpuSeconds() / Math.max(1, span.fetches()));
    common.out().flush();
  }

  private static double heap(List<FollowBench.Span> spans) {
    return spans.stream().mapToLong(FollowBench.Span::heapBytes).average().orElse(Double.NaN);
  }
}
