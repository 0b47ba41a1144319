package io.feedmesh.docker.command.cluster;

import io.feedmesh.docker.command.Cluster;
import io.feedmesh.streams.app.AppName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The consumer groups of the roles, whether they run or not. */
final class Groups {
  private Groups() {}

  /**
   * One role.
   *
   * @param role its name
   * @param state Kafka's word for the group's state; empty if it never ran
   * @param members how many take part
   * @param lag records not yet read; empty if nothing was ever committed
   */
  record Group(String role, Optional<String> state, int members, Optional<Long> lag) {}

  /** Those of the Streams apps and the fetchers. */
  static List<Group> of(Cluster cluster) {
    List<String> roles = new ArrayList<>();
    for (AppName app : AppName.values()) {
      roles.add(app.label());
    }
    roles.add("fetcher");
    return roles.stream().map(role -> one(cluster, role)).toList();
  }

  private static Group one(Cluster cluster, String role) {
    String id = cluster.settings().id(role);
    Admin admin = cluster.admin();
    try {
      ConsumerGroupDescription group =
          cluster.call(admin.describeConsumerGroups(List.of(id)).describedGroups().get(id));
      return new Group(
          role,
          Optional.of(group.groupState().toString()),
          group.members().size(),
          lag(cluster, id));
    } catch (GroupIdNotFoundException e) {
      return new Group(role, Optional.empty(), 0, Optional.empty());
    }
  }

  private static Optional<Long> lag(Cluster cluster, String id) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        cluster.call(
            cluster.admin().listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata(id));
    committed.values().removeIf(offset -> offset == null);
    if (committed.isEmpty()) {
      return Optional.empty();
    }
    var ends =
        cluster.call(
            cluster
                .admin()
                .listOffsets(
                    committed.keySet().stream()
                        .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all());
    return Optional.of(
        committed.entrySet().stream()
            .mapToLong(e -> Math.max(0, ends.get(e.getKey()).offset() - e.getValue().offset()))
            .sum());
  }
}
