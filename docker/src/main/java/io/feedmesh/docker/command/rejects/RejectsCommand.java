package io.feedmesh.docker.command.rejects;

import io.feedmesh.consumers.replay.TimeArgument;
import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.Table;
import io.feedmesh.docker.command.TopicSnapshot;
import io.feedmesh.schemas.kafka.RecordReader;
import io.feedmesh.schemas.record.Reject;
import io.feedmesh.schemas.record.RejectReason;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import io.feedmesh.streams.dedupe.ChangeTrial.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh rejects}. */
@Command(
    name = "rejects",
    description = {
      "What was refused, why, where the original is, and what each reason means.",
      "With --retry, refused documents are read by the parser of this version; what it "
          + "takes goes to the topic changes again, from where the dedupe app takes it (update "
          + "that one first)."
    },
    footer = {
      "",
      "Times: a date (2026-11-01), a time (2026-11-01T10:00:00Z), how long ago (2h, 1d12h),",
      "now, beginning. Rejects are kept for 30 days, originals on changes for 7.",
      "",
      "Examples:",
      "  feedmesh rejects --from 1h",
      "  feedmesh rejects --reason UNPARSABLE --feed https://example.org/feed.xml",
      "  feedmesh rejects --from 7d --retry --dry-run"
    })
public final class RejectsCommand implements Callable<Integer> {
  @Mixin private KafkaOptions options;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      defaultValue = "1d",
      description = "The first moment (default: ${DEFAULT-VALUE}).")
  private String from;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description =
          "Only those refused for it; may be given several times: ${COMPLETION-CANDIDATES}.")
  private Set<RejectReason> reasons = EnumSet.noneOf(RejectReason.class);

  @Option(
      names = "--feed",
      paramLabel = "URL",
      description = "Only those of this feed; may be given several times.")
  private List<FeedUrl> feeds = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "List the last N; all are counted (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(names = "--retry", description = "Try refused documents again, all that are asked for.")
  private boolean retry;

  @Option(names = "--dry-run", description = "With --retry: try, but send nothing.")
  private boolean dryRun;

  @Override
  public Integer call() {
    if (limit < 0) {
      throw options.usageError("--limit: expected 0 or more, found " + limit);
    }
    if (dryRun && !retry) {
      throw options.usageError("--dry-run goes with --retry");
    }
    Instant start = options.checked(() -> TimeArgument.parse(from, Instant.now()));
    Set<String> urls = feeds.stream().map(FeedUrl::toString).collect(Collectors.toSet());
    RejectFilter filter = new RejectFilter(start, reasons, urls);
    try (Cluster cluster = Cluster.open(options.kafka())) {
      cluster.require(cluster.settings().topics().rejects, cluster.settings().topics().changes);
      List<Reject> found = find(cluster, filter);
      if (found.isEmpty()) {
        options.err().println("nothing was refused since " + start);
      } else if (retry) {
        retry(cluster, found);
      } else {
        list(found);
      }
    }
    return 0;
  }

  private static List<Reject> find(Cluster cluster, RejectFilter filter) {
    Topic<Reject> topic = cluster.settings().topics().rejects;
    RecordReader reader = new RecordReader(() -> {});
    List<Reject> found = new ArrayList<>();
    TopicSnapshot.since(
        cluster.settings(),
        topic,
        filter.from(),
        record -> reader.read(topic, record).filter(filter::wants).ifPresent(found::add));
    found.sort(Comparator.comparing(Reject::getRejectedAt));
    return found;
  }

  private void list(List<Reject> found) {
    Table table = new Table("", "REFUSED", "REASON", "FEED", "ORIGINAL", "DETAIL");
    for (Reject reject : found.subList(Math.max(0, found.size() - limit), found.size())) {
      table.row(
          reject.getRejectedAt(),
          reject.getReason(),
          reject.getFeedUrl(),
          reject.getTopic() == null
              ? null
              : reject.getTopic() + "-" + reject.getPartition() + " " + reject.getOffset(),
          reject.getDetail());
    }
    if (limit > 0) {
      table.print(options.out());
      options.out().println();
    }
    Map<RejectReason, Integer> counts = new EnumMap<>(RejectReason.class);
    found.forEach(reject -> counts.merge(reject.getReason(), 1, Integer::sum));
    Table summary = new Table("", "REASON", "COUNT", "WHAT IT MEANS");
    counts.forEach((reason, count) -> summary.row(reason, count, ReasonText.of(reason)));
    summary.print(options.out());
  }

  private void retry(Cluster cluster, List<Reject> found) {
    Retry.Summary summary = new Retry(cluster.settings(), !dryRun, this::tried).run(found);
    options
        .out()
        .printf(
            "%d accepted%s, %d still refused, %d no longer on %s, %d no documents%n",
            summary.accepted(),
            dryRun ? " (dry run: nothing was sent)" : " and sent again",
            summary.refused(),
            summary.gone(),
            cluster.settings().topics().changes.name(),
            summary.others());
  }

  private void tried(Reject reject, Optional<Refusal> refusal) {
    options
        .out()
        .println(
            reject.getFeedUrl()
                + " "
                + refusal
                    .map(why -> "still refused: " + why.reason() + ", " + why.detail())
                    .orElse("accepted, was " + reject.getReason()));
  }
}
