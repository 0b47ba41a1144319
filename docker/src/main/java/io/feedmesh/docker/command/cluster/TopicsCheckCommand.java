package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.CatalogueOptions;
import io.feedmesh.docker.command.Cluster;
import io.feedmesh.docker.command.Table;
import io.feedmesh.schemas.topic.TopicAdmin;
import io.feedmesh.schemas.topic.TopicAdmin.Difference;
import io.feedmesh.schemas.topic.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code feedmesh topics check}. */
@Command(
    name = "check",
    description = "Compare the cluster's topics with the catalogue; exit code 1 if they differ.",
    footer = {
      "",
      "Example:",
      "  feedmesh topics check --bootstrap-servers kafka1:9092 || feedmesh topics create"
    })
final class TopicsCheckCommand implements Callable<Integer> {
  @Mixin private CatalogueOptions options;

  @Override
  public Integer call() {
    try (Cluster cluster = Cluster.open(options.kafka())) {
      Topics topics = cluster.settings().topics();
      List<Difference> differences =
          new TopicAdmin(cluster.admin(), Cluster.PATIENCE).check(topics);
      if (differences.isEmpty()) {
        options.out().println("all " + topics.all().size() + " topics are as the catalogue says");
        return 0;
      }
      Table table = new Table("", "TOPIC", "WHAT", "EXPECTED", "FOUND");
      differences.forEach(d -> table.row(d.topic(), d.what(), d.expected(), d.found()));
      table.print(options.out());
      options.err().println("feedmesh: " + differences.size() + " differences from the catalogue");
      return 1;
    }
  }
}
