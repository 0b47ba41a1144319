package io.feedmesh.docker.bench;

import io.feedmesh.docker.command.CommonOptions;
import io.feedmesh.docker.process.Workspace;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.OriginResponse;
import io.feedmesh.streams.app.AppName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh bench restore}. */
@Command(
    name = "restore",
    description = {
      "How long dedupe needs to start with all that it remembers of many feeds: with its disk, and"
          + " from Kafka when that is lost, beside a bare consumer of the same records in the same"
          + " run."
    },
    footer = {"", "Example:", "  feedmesh bench restore --feeds 100000 --entries 20"})
final class RestoreCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;

  @Option(
      names = "--feeds",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Feeds (default: ${DEFAULT-VALUE}).")
  private int feeds;

  @Option(
      names = "--entries",
      paramLabel = "N",
      defaultValue = "20",
      description = "Entries of each (default: ${DEFAULT-VALUE}).")
  private int entries;

  @Override
  public Integer call() throws Exception {
    if (feeds < 1 || entries < 1) {
      throw common.usageError("feeds and entries: expected at least 1");
    }
    try (Workspace workspace = new Workspace()) {
      print(
          new RestoreBench(AppName.DEDUPE, "feed-memory", this::progress)
              .run(workspace.folder(), this::fill));
      return 0;
    }
  }

  private RestoreBench.Done fill(KafkaSettings kafka) {
    try (RecordSender sender = kafka.sender("bench-load")) {
      for (int feed = 0; feed < feeds; feed++) {
        Change change = change(feed);
        var sent = sender.send(kafka.topics().changes, change.getFeedUrl(), change);
        if (feed % 1_000 == 0) {
          sent.join();
        }
      }
    }
    return new RestoreBench.Done("feedmesh.dedupe.accepted", feeds);
  }

  private Change change(int feed) {
    String url = SyntheticFeeds.url(feed);
    StringBuilder items = new StringBuilder();
    for (int entry = 0; entry < entries; entry++) {
      items.append("<item><link>" + url + entry + "</link><title>" + entry + "</title></item>");
    }
    byte[] document =
        ("<rss><channel>" + items + "</channel></rss>").getBytes(StandardCharsets.UTF_8);
    return Change.newBuilder()
        .setFeedUrl(url)
        .setBody(Bodies.gzip(document))
        .setSize(document.length)
        .setContentHash(Bodies.hash(document))
        .setOrigin(OriginResponse.newBuilder().setUrl(url).build())
        .setSource(ChangeSource.FETCH)
        .setFetchedAt(Instant.now())
        .build();
  }

  private void progress(String step) {
    common.err().println("bench restore: " + step);
    common.err().flush();
  }

  private void print(RestoreBench.Result result) {
    long all = (long) feeds * entries;
    common.out().printf("%d feeds with %d entries each%n%n", feeds, entries);
    line("in the changelog", (double) result.changelogBytes() / all, "bytes/entry");
    line("on disk", (double) result.diskBytes() / all, "bytes/entry");
    line("start with the disk", result.keptSeconds(), "s");
    line("start without it", result.lostSeconds(), "s");
    line("bare consumer of the changelog", result.bareSeconds(), "s");
    line("restored", result.records() / result.lostSeconds(), "feeds/s");
    common.out().flush();
  }

  private void line(String what, double value, String unit) {
    common.out().println(String.format(Locale.ROOT, "%-32s %12.2f %s", what, value, unit));
  }
}
