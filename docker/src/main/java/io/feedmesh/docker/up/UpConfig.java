package io.feedmesh.docker.up;

import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.streams.schedule.ScheduleConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything in one process. Immutable.
 *
 * @param data folder for all that is kept
 * @param port of the edge; 0 for any free one, as for the other ports
 * @param receiverPort of the receiver
 * @param apiPort of the API of the Streams apps
 * @param brokerPort of the broker
 * @param partitions of each topic when it is created
 * @param allowPrivateOrigins whether feeds on private and loopback addresses are fetched
 * @param schedule how often feeds are fetched, and how politely
 * @param demo whether simulated blogs publish
 * @param demoFeeds folder of feeds and histories that are published too; null for none
 * @param contact told to origins in User-Agent; empty for the roles' defaults
 * @param callback where hubs reach the receiver, port 0 for its own; null for nowhere, so that no
 *     hub is asked
 * @param reportRemoved whether entries that origins take out of their feeds are told as removed
 */
public record UpConfig(
    Path data,
    int port,
    int receiverPort,
    int apiPort,
    int brokerPort,
    int partitions,
    boolean allowPrivateOrigins,
    ScheduleConfig schedule,
    boolean demo,
    Path demoFeeds,
    String contact,
    URI callback,
    boolean reportRemoved) {
  /** Shortest intervals: for simulated publishers in the same process only. */
  public static final ScheduleConfig DEMO_SCHEDULE =
      new ScheduleConfig(
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMillis(10),
          16,
          Duration.ofSeconds(10));

  /** Checks the bounds before anything is started with them. */
  public UpConfig {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(schedule, "schedule");
    var unused = TopicSettings.DEFAULT.withPartitions(partitions);
    checkPort("port", port);
    checkPort("receiver port", receiverPort);
    checkPort("API port", apiPort);
    checkPort("broker port", brokerPort);
    Objects.requireNonNull(contact, "contact");
  }

  /** For tests and measurements: any free ports, loopback origins, no simulated publishers. */
  public static UpConfig local(Path data) {
    return new UpConfig(data, 0, 0, 0, 0, 2, true, DEMO_SCHEDULE, false, null, "", null, false);
  }

  private static void checkPort(String what, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(what + ": expected 0 to 65535, found " + port);
    }
  }

  boolean publishes() {
    return demo || demoFeeds != null;
  }

  /** Where hubs reach the receiver that listens at that port; empty for nowhere. */
  Optional<URI> callbackAt(int actualReceiverPort) {
    return Optional.ofNullable(callback)
        .map(uri -> URI.create(uri.toString().replaceFirst(":0(?=/|$)", ":" + actualReceiverPort)));
  }

  String contactOr(String fallback) {
    return contact.isEmpty() ? fallback : contact;
  }
}
