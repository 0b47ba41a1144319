package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.CatalogueOptions;
import io.feedmesh.docker.command.Cluster;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code feedmesh topics create}. */
@Command(
    name = "create",
    description = "Create the topics that are missing, and wait until all can be written.",
    footer = {
      "",
      "Example:",
      "  feedmesh topics create --bootstrap-servers kafka1:9092 --partitions 12 --replication 3"
    })
final class TopicsCreateCommand implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin private CatalogueOptions options;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Copies of each partition (default: the cluster's own default).")
  private Short replication;

  @Override
  public void run() {
    if (replication != null && replication < 1) {
      throw options.usageError("--replication: expected 1 or more, found " + replication);
    }
    try (Cluster cluster = Cluster.open(options.kafka())) {
      Topics topics = cluster.settings().topics();
      List<String> created =
          new TopicAdmin(cluster.admin(), PATIENCE)
              .create(topics, Optional.ofNullable(replication));
      created.forEach(name -> options.out().println("created " + name));
      int present = topics.all().size() - created.size();
      if (present > 0) {
        options.out().println(present + " of " + topics.all().size() + " topics were there");
      }
    }
  }
}
