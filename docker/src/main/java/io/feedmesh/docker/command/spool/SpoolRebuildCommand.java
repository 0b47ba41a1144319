package io.feedmesh.docker.command.spool;

import io.feedmesh.consumers.follow.NoViewsException;
import io.feedmesh.consumers.follow.Rebuild;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.consumers.spool.SpoolConfig;
import io.feedmesh.consumers.spool.SpoolInUseException;
import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.CommandException;
import io.feedmesh.docker.command.KafkaOptions;
import io.feedmesh.docker.command.Progress;
import io.feedmesh.docker.command.SizeConverter;
import io.feedmesh.schemas.http.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh spool rebuild}. */
@Command(
    name = "rebuild",
    description = {
      "Fills a spool with all that Kafka has for an edge, and removes what it has not.",
      "It comes from the topic document-views. Needs the cluster, but no edge, and refuses "
          + "the folder of one that runs. An edge that starts without its spool does the same by "
          + "itself."
    },
    footer = {
      "",
      "Examples:",
      "  feedmesh spool rebuild --name edge1 --spool /mnt/new/spool",
      "  feedmesh spool rebuild --name edge1 && feedmesh edge --name edge1"
    })
final class SpoolRebuildCommand implements Callable<Integer> {
  @Mixin private KafkaOptions options;
  @Mixin private SpoolOption spool;

  @Option(
      names = {"--name", "--edge-name"},
      paramLabel = "NAME",
      defaultValue = "edge",
      description = "The edge whose spool it is to be (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(names = "--fsync", description = "Wait for the disk with each file.")
  private boolean fsync;

  @Option(
      names = "--spool-min-free",
      paramLabel = "SIZE",
      defaultValue = "100MB",
      converter = SizeConverter.class,
      description = "What stays free of the disk (default: ${DEFAULT-VALUE}; 0: none).")
  private long minFree;

  @Option(
      names = "--allow-empty",
      description = "Empty the spool, too, if Kafka has nothing for that edge.")
  private boolean allowEmpty;

  @Override
  public Integer call() throws IOException {
    MeterRegistry meters = Metrics.registry();
    try (Cluster cluster = Cluster.open(options.kafka())) {
      cluster.require(cluster.settings().topics().documentViews);
      SpoolConfig config = new SpoolConfig(spool.path(), 0, fsync, minFree, Long.MAX_VALUE);
      try (Spool opened = Spool.open(config, meters)) {
        fill(cluster, opened, meters);
        if (opened.coldFeeds() > 0) {
          throw new CommandException(
              "the disk of %s has no room for %d of %d feeds: free some, or see --spool-min-free"
                  .formatted(spool.path(), opened.coldFeeds(), opened.feeds().size()));
        }
        options
            .out()
            .printf(
                "%s: %d feeds, %d bytes%n", spool.path(), opened.feeds().size(), opened.bytes());
      }
    } catch (SpoolInUseException e) {
      throw new CommandException(e.getMessage(), e);
    } catch (NoViewsException e) {
      throw new CommandException(
          e.getMessage() + ": name the edge with --name, or say --allow-empty", e);
    } catch (TimeoutException e) {
      throw new CommandException(
          options.kafka().bootstrapServers() + " stopped answering: " + e.getMessage(), e);
    }
    return 0;
  }

  private void fill(Cluster cluster, Spool opened, MeterRegistry meters) throws IOException {
    Rebuild rebuild =
        new Rebuild(name, cluster.settings(), opened, InstantSource.system(), meters, allowEmpty);
    Progress shown = new Progress(() -> progress(rebuild, opened), options.err(), true);
    try {
      rebuild.run(Cluster.PATIENCE);
    } finally {
      shown.end();
    }
    double unreadable =
        meters.counter("feedmesh.edge.unreadable", "topic", "document-views").count();
    if (unreadable > 0) {
      options.err().printf("feedmesh: passed over unreadable records: %.0f%n", unreadable);
    }
  }

  private static String progress(Rebuild rebuild, Spool opened) {
    long[] read = rebuild.progress();
    return "read %d of %d records, %d feeds".formatted(read[0], read[1], opened.feeds().size());
  }
}
