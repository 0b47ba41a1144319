package io.feedmesh.docker.broker;

import io.feedmesh.schemas.topic.Topic;
import java.util.HashMap;
import java.util.Map;

/** Kafka's settings for a small broker: quick to start, sparing with memory and disk. */
final class BrokerProperties {
  /** Room for a batch with the largest record of the catalogue. */
  private static final int LARGEST_RECORD = Topic.MAX_DOCUMENT_RECORD_BYTES + 1024 * 1024;

  private BrokerProperties() {}

  static Map<String, String> of(EmbeddedBrokerConfig config, BrokerPorts ports) {
    Map<String, String> all = new HashMap<>();
    String client = config.host() + ":" + ports.client();
    Quorum quorum = config.quorum();
    String controller = (quorum.alone() ? "127.0.0.1" : config.host()) + ":" + ports.controller();
    all.put("node.id", Integer.toString(quorum.nodeId()));
    all.put("process.roles", "broker,controller");
    all.put(
        "controller.quorum.voters",
        quorum.alone() ? quorum.nodeId() + "@" + controller : quorum.votersText());
    all.put("controller.listener.names", "CONTROLLER");
    all.put("listeners", "PLAINTEXT://" + client + ",CONTROLLER://" + controller);
    all.put(
        "advertised.listeners", "PLAINTEXT://" + config.advertisedHost() + ":" + ports.client());
    all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("log.dirs", config.folder().toAbsolutePath().resolve("log").toString());
    all.put("auto.create.topics.enable", "false");
    copies(all, quorum);
    small(all);
    // After a kill -9 the broker waits for its own old session to end: 15 s with the defaults.
    all.put("broker.session.timeout.ms", "3000");
    all.put("broker.heartbeat.interval.ms", "750");
    all.put("group.initial.rebalance.delay.ms", "0");
    // A transaction that nobody will end holds up readers of committed records until it is found.
    all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    all.putAll(config.properties());
    return all;
  }

  private static void copies(Map<String, String> all, Quorum quorum) {
    String copies = Integer.toString(quorum.copies());
    String inSync = Integer.toString(quorum.copiesInSync());
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      all.put(topic + ".replication.factor", copies);
      all.put(topic + ".num.partitions", "4");
    }
    all.put("transaction.state.log.min.isr", inSync);
    all.put("share.coordinator.state.topic.replication.factor", copies);
    all.put("share.coordinator.state.topic.min.isr", inSync);
    all.put("share.coordinator.state.topic.num.partitions", "1");
    all.put("default.replication.factor", copies);
    all.put("min.insync.replicas", inSync);
  }

  private static void small(Map<String, String> all) {
    all.put("log.cleaner.dedupe.buffer.size", "8388608");
    all.put("log.cleaner.threads", "1");
    all.put("log.segment.bytes", "67108864");
    all.put("offsets.topic.segment.bytes", "16777216");
    all.put("transaction.state.log.segment.bytes", "16777216");
    all.put("message.max.bytes", Integer.toString(LARGEST_RECORD));
    all.put("log.index.size.max.bytes", "1048576");
    all.put("num.network.threads", "2");
    all.put("num.io.threads", "4");
    all.put("background.threads", "2");
    all.put("num.recovery.threads.per.data.dir", "2");
    all.put("log.flush.offset.checkpoint.interval.ms", "10000");
  }
}
