package io.feedmesh.docker.command.feeds;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.Sends;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.topic.Topic;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code feedmesh ping}. */
@Command(
    name = "ping",
    description = "Tell that a feed has changed: if anybody is subscribed to it, it is fetched.",
    footer = {"", "Example:", "  feedmesh ping https://example.org/feed.xml"})
public final class PingCommand implements Runnable {
  @Mixin private KafkaOptions options;

  @Parameters(paramLabel = "URL", description = "Address of the feed (https:// may be left out).")
  private FeedUrl feed;

  @Override
  public void run() {
    try (Cluster cluster = Cluster.open(options.kafka())) {
      Topic<Ping> pings = cluster.settings().topics().pings;
      cluster.require(pings);
      Ping ping =
          Ping.newBuilder()
              .setFeedUrl(feed.toString())
              .setSource(PingSource.CLI)
              .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
              .build();
      try (RecordSender sender = cluster.settings().sender(cluster.settings().id("command"))) {
        Sends sends = new Sends(Cluster.PATIENCE);
        sends.add(sender.send(pings, feed.toString(), ping));
        sends.await();
      }
      options.out().println("pinged " + feed);
    }
  }
}
