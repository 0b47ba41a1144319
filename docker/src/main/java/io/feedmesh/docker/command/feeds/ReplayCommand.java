package io.feedmesh.docker.command.feeds;

import io.feedmesh.consumers.replay.Replay;
import io.feedmesh.consumers.replay.ReplayConfig;
import io.feedmesh.consumers.replay.ReplaySummary;
import io.feedmesh.consumers.replay.TimeArgument;
import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.Progress;
import io.feedmesh.docker.command.StandardOutput;
import io.feedmesh.schemas.topic.SubscriberBounds;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh replay}. */
@Command(
    name = "replay",
    description = {
      "Give the entries of a time range again, as JSON Lines.",
      "One flat object for each new or changed entry, in the order in which they were "
          + "accepted, each once."
    },
    footer = {
      "",
      "Times: a date (2026-11-01), a time (2026-11-01T10:00:00Z), how long ago (2h, 1d12h),",
      "now, beginning.",
      "",
      "Examples:",
      "  feedmesh replay --from 2h > entries.jsonl",
      "  feedmesh replay --from 2026-11-01 --to 2026-11-02 --output day.jsonl",
      "  feedmesh replay --feed https://example.org/feed.xml --follow | jq .title",
      "  feedmesh replay --subscriber alerts --follow"
    })
public final class ReplayCommand implements Callable<Integer> {
  @Mixin private KafkaOptions options;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "beginning",
      description = "The first moment (default: ${DEFAULT-VALUE}).")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "The moment after the last (default: what there is when it starts).")
  private String to;

  @Option(
      names = "--feed",
      paramLabel = "URL",
      description = "Only entries of this feed; may be given several times.")
  private List<FeedUrl> feeds = new ArrayList<>();

  @Option(
      names = "--subscriber",
      paramLabel = "NAME",
      description = "Only what this one got to see, with the reasons: the feeds and queries.")
  private String subscriber;

  @Option(names = "--follow", description = "Go on with what comes, until interrupted.")
  private boolean follow;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file, which must not be there yet (default: standard output).")
  private Path output;

  @Override
  public Integer call() throws IOException {
    Instant now = Instant.now();
    ReplayConfig config =
        options.checked(
            () ->
                new ReplayConfig(
                    TimeArgument.parse(from, now),
                    Optional.ofNullable(to).map(text -> TimeArgument.parse(text, now)),
                    Set.copyOf(feeds),
                    Optional.ofNullable(subscriber).map(SubscriberBounds::checkedName),
                    follow));
    if (output != null && Files.exists(output)) {
      throw options.usageError(output + " is there already: name another, or remove it");
    }
    try (Cluster cluster = Cluster.open(options.kafka())) {
      cluster.require(cluster.settings().topics().entries, cluster.settings().topics().entryViews);
      return run(new Replay(options.kafka(), config));
    }
  }

  private int run(Replay replay) throws IOException {
    boolean progress = output != null || !onTerminal();
    ReplaySummary summary;
    StopOnExit stop = new StopOnExit(replay::stop);
    Progress shown =
        new Progress(() -> "replayed " + replay.entries() + " entries", options.err(), progress);
    try (OutputStream out = StandardOutput.orFile(output)) {
      summary = replay.run(out);
    } finally {
      shown.end();
      stop.end();
    }
    if (summary.unreadable() > 0) {
      options.err().println("feedmesh: passed over unreadable records: " + summary.unreadable());
    }
    return summary.unreadable() > 0 ? 1 : 0;
  }

  @SuppressWarnings("SystemConsoleNull") // newer JDKs: no line for a pipe, which harms nothing
  private static boolean onTerminal() {
    return System.console() != null;
  }
}
