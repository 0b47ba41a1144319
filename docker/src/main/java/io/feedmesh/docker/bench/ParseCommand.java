package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench parse}. */
@Command(
    name = "parse",
    description = {
      "How many feeds the parser reads in a second of CPU time, beside Rome with its defaults, and"
          + " Rome without its healer, over the same documents in the same run. Documents that one"
          + " of them refuses are left out.",
      "Trust the ratios: times depend on the machine and on what else it does."
    },
    footer = {"", "Examples:", "  feedmesh bench parse", "  feedmesh bench parse --feeds my/feeds"})
final class ParseCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--feeds",
      paramLabel = "DIR",
      description = "Read the feeds in this folder and below (default: 50 feeds made for it).")
  private Path feeds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds; medians are printed (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Override
  public Integer call() throws IOException {
    if (rounds < 1) {
      throw common.usageError("--rounds: expected at least 1, found " + rounds);
    }
    List<byte[]> documents = feeds == null ? made() : in(feeds);
    if (documents.isEmpty()) {
      throw common.usageError("--feeds: there is no file in " + feeds);
    }
    ParseBench.Result result = new ParseBench(documents, rounds, this::progress).run();
    common.out().printf("%d documents, %d left out%n%n", result.documents(), result.leftOut());
    common.out().printf("%-28s %14s%n", "", "feeds/CPU s");
    line("Rome", result.rome(), result.rome());
    line("Rome without its healer", result.plainRome(), result.rome());
    line("Feedmesh", result.ours(), result.rome());
    common.out().flush();
    return 0;
  }

  private static List<byte[]> made() {
    List<byte[]> documents = new ArrayList<>();
    for (int feed = 0; feed < 50; feed++) {
      documents.add(SyntheticFeeds.document(feed, feed));
    }
    return documents;
  }

  private List<byte[]> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw common.usageError("--feeds: expected a folder, found " + folder);
    }
    List<byte[]> documents = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        documents.add(Files.readAllBytes(file));
      }
    }
    return documents;
  }

  private void progress(String step) {
    common.err().println("bench parse: " + step);
    common.err().flush();
  }

  private void line(String what, double rate, double limit) {
    common.out().printf(Locale.ROOT, "%-28s %14.0f ratio %.2f%n", what, rate, rate / limit);
  }
}
