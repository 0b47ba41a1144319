package io.feedmesh.consumers.gateway;

import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Answers 301 (RFC 9110, section 15.4.2): a reader of the gateway is sent on to the feed's new
 * place at the gateway, one that takes the edge for its proxy to the feed itself.
 */
final class MovedAnswer {
  private static final String FOR_NOW = "public, max-age=300";

  private MovedAnswer() {}

  /** Whether the reader can follow: through a proxy, https is out of its reach without tunnels. */
  static boolean reaches(Exchange exchange, FeedUrl to) {
    return !RoleServer.isAbsoluteForm(exchange.request()) || to.scheme().equals("http");
  }

  static void write(Exchange exchange, FeedUrl to) {
    String absolute = to.toString();
    String location =
        RoleServer.isAbsoluteForm(exchange.request())
            ? absolute
            : "/" + absolute.replaceFirst("://", "/");
    Answers.text(
        exchange,
        301,
        "moved for good to " + to,
        Map.of(
            HttpHeader.LOCATION.asString(),
            location,
            HttpHeader.CACHE_CONTROL.asString(),
            FOR_NOW));
  }
}
