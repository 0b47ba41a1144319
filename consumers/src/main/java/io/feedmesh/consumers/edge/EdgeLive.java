package io.feedmesh.consumers.edge;

import io.feedmesh.consumers.live.ChangesHandler;
import io.feedmesh.consumers.live.LiveChanges;
import io.feedmesh.consumers.live.LiveConfig;
import io.feedmesh.consumers.page.PageHandler;
import io.feedmesh.consumers.spool.Spool;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.url.FeedUrl;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;

/** What an edge tells as it happens: {@code /changes}, and the page at {@code /}. */
final class EdgeLive implements AutoCloseable {
  private final LiveChanges live;
  private final ChangesHandler streams;
  private final PageHandler page;

  /** Reads nothing before {@link #start}; {@code wanted} hears of the feeds that streams name. */
  EdgeLive(
      KafkaSettings kafka,
      String name,
      Spool spool,
      Consumer<FeedUrl> wanted,
      MeterRegistry registry,
      Health health) {
    live = new LiveChanges(kafka, LiveConfig.of(name), registry, health);
    streams = new ChangesHandler(live, registry, wanted);
    Counter written = registry.counter("feedmesh.spool.written");
    page = new PageHandler(new EdgePage(name, spool, () -> (long) written.count(), live, streams));
  }

  List<Handler> handlers() {
    return List.of(streams, page);
  }

  void start() {
    live.start();
  }

  /** Ends the streams; close the server after it. */
  @Override
  public void close() {
    streams.close();
    page.close();
    live.close();
  }
}
