package io.feedmesh.docker.broker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/**
 * The brokers of a cluster, each of which is a controller, too, and which of them this one is.
 * Immutable.
 *
 * @param nodeId this one's, from 1
 * @param voters {@code HOST:PORT} of each node's controller by its id, this one's among them; empty
 *     for a node alone, which listens for itself on loopback
 * @param clusterId the same for all nodes; null takes one that follows from the voters, and a
 *     random one for a node alone. A folder keeps what it was first given
 */
public record Quorum(int nodeId, SortedMap<Integer, String> voters, String clusterId) {
  /** One node, on its own. */
  public static final Quorum ALONE = new Quorum(1, new TreeMap<>(), null);

  private static final Pattern VOTER = Pattern.compile("([1-9]\\d{0,8})@([^@,\\s]+):(\\d{1,5})");
  private static final int MOST_COPIES = 3;

  /** Checks and copies. */
  public Quorum {
    if (!voters.isEmpty() && !voters.containsKey(nodeId)) {
      throw new IllegalArgumentException(
          "node id: expected one of the voters " + voters.keySet() + ", found " + nodeId);
    }
    if (nodeId < 1) {
      throw new IllegalArgumentException("node id: expected 1 or more, found " + nodeId);
    }
    voters = Collections.unmodifiableSortedMap(new TreeMap<>(voters));
    clusterId = clusterId == null ? derived(voters) : checked(clusterId);
  }

  /**
   * Reads voters as Kafka writes them.
   *
   * @param text {@code ID@HOST:PORT,…}; empty for a node alone
   * @throws IllegalArgumentException if it is anything else, or names a node twice
   */
  public static Quorum parse(int nodeId, String text, String clusterId) {
    TreeMap<Integer, String> voters = new TreeMap<>();
    for (String word : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Matcher voter = VOTER.matcher(word.strip());
      if (!voter.matches() || Integer.parseInt(voter.group(3)) > 65_535) {
        throw new IllegalArgumentException(
            "quorum voters: expected ID@HOST:PORT,ID@HOST:PORT,…, found " + word);
      }
      int id = Integer.parseInt(voter.group(1));
      if (voters.put(id, voter.group(2) + ":" + Integer.parseInt(voter.group(3))) != null) {
        throw new IllegalArgumentException("quorum voters: node " + id + " occurs twice");
      }
    }
    return new Quorum(nodeId, voters, clusterId);
  }

  /** Whether there are no other nodes to reach. */
  boolean alone() {
    return voters.isEmpty();
  }

  /** Where this node's controller listens; not for a node alone. */
  int controllerPort() {
    String voter = voters.get(nodeId);
    return Integer.parseInt(voter.substring(voter.lastIndexOf(':') + 1));
  }

  /** As Kafka writes them. */
  String votersText() {
    return text(voters);
  }

  /** How many nodes have a record, where nothing else is asked for. */
  int copies() {
    return Math.max(1, Math.min(MOST_COPIES, voters.size()));
  }

  /** How many must have it before it counts: one may be away. */
  int copiesInSync() {
    return Math.max(1, copies() - 1);
  }

  private static String text(Map<Integer, String> voters) {
    return voters.entrySet().stream()
        .map(voter -> voter.getKey() + "@" + voter.getValue())
        .collect(Collectors.joining(","));
  }

  /** All nodes format their folders by themselves, and must come to the same. */
  private static String derived(Map<Integer, String> voters) {
    if (voters.isEmpty()) {
      return null;
    }
    UUID id = UUID.nameUUIDFromBytes(text(voters).getBytes(UTF_8));
    return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
  }

  private static String checked(String clusterId) {
    try {
      return Uuid.fromString(clusterId).toString();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "cluster id: expected 22 characters of base64 as 'kafka-storage random-uuid' makes them,"
              + " found "
              + clusterId,
          e);
    }
  }
}
