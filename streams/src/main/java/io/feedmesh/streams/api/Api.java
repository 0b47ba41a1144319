package io.feedmesh.streams.api;

import io.feedmesh.schemas.http.AllowedClients;
import io.feedmesh.schemas.http.ClientsHandler;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.streams.app.AppName;
import io.feedmesh.streams.app.AppStores;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Handler;

/**
 * The API of the apps that run in this process: handlers for its HTTP server. Close it after the
 * server.
 */
public final class Api implements AutoCloseable {
  private static final String NOT_ALLOWED =
      "the API does not serve your address; its operator can allow it with --api-clients";

  private final Orders orders;
  private final List<Handler> handlers;

  /**
   * Opens nothing before it is asked.
   *
   * @param apps those that run here
   * @param clients who may ask
   */
  public Api(KafkaSettings kafka, Map<AppName, AppStores> apps, AllowedClients clients) {
    Lookups lookups = new Lookups(Map.copyOf(apps), new Peers());
    orders = new Orders(kafka, lookups);
    handlers =
        List.of(
            new ClientsHandler(clients, NOT_ALLOWED),
            new ApiHandler(new Routes(lookups, orders, new ViewTail(kafka))));
  }

  /** In this order. */
  public List<Handler> handlers() {
    return handlers;
  }

  @Override
  public void close() {
    orders.close();
  }
}
