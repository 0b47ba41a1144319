package io.feedmesh.producers.receive;

import io.feedmesh.producers.intake.DoorMeters;
import io.feedmesh.producers.intake.Outbound;
import io.feedmesh.producers.intake.PingIntake;
import io.feedmesh.producers.intake.SenderLimit;
import io.feedmesh.producers.ping.RestPingHandler;
import io.feedmesh.producers.ping.WebSubPublishHandler;
import io.feedmesh.producers.ping.XmlRpcHandler;
import io.feedmesh.producers.push.PushDesk;
import io.feedmesh.producers.push.PushHandler;
import io.feedmesh.producers.push.RssCloudCallbackHandler;
import io.feedmesh.producers.push.WebSubCallbackHandler;
import io.feedmesh.producers.upstream.UpstreamApp;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.http.ServerLimits;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The receiver: takes pings, and what hubs, clouds and aggregators push, over HTTP, and writes them
 * to their topics. A sender is told of success only once Kafka has what it sent. Start and close
 * may come from different threads.
 */
public final class ReceiverApp implements AutoCloseable {
  private final RecordSender sender;
  private final Outbound outbound;
  private final RoleServer server;
  private final UpstreamApp upstream;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Listens on nothing before {@link #start}. */
  public ReceiverApp(
      KafkaSettings kafka, ReceiverConfig config, PrometheusMeterRegistry registry, Health health) {
    sender = kafka.sender(kafka.id("receiver"));
    outbound = new Outbound(sender, Outbound.PATIENCE);
    DoorMeters meters = new DoorMeters(registry);
    InstantSource clock = InstantSource.system();
    PingIntake intake =
        new PingIntake(
            kafka.topics(), outbound, new SenderLimit(config.pingsPerSecond()), meters, clock);
    PushDesk desk = new PushDesk(config.keys(), kafka.topics(), outbound, intake, meters, clock);
    upstream = new UpstreamApp(config.upstream(), intake, meters);
    server =
        new RoleServer(
            "receiver",
            config.port(),
            health,
            registry,
            List.of(
                new XmlRpcHandler(intake),
                new RestPingHandler(intake),
                new WebSubPublishHandler(intake),
                new WebSubCallbackHandler(desk),
                new RssCloudCallbackHandler(desk),
                new PushHandler(desk, config.refused(), config.pingsPerSecond())),
            new ServerLimits(config.requestDeadline(), false));
  }

  /**
   * Listens, and polls the lists of others.
   *
   * @throws io.feedmesh.schemas.http.PortInUseException if another process does already
   */
  public void start() {
    server.start();
    upstream.start();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Takes no more requests; pings that Kafka is about to acknowledge get that far. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      server.close();
      upstream.close();
      outbound.close();
      sender.close();
    }
  }
}
