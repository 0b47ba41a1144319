package io.feedmesh.schemas.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code GET /metrics}: all meters in Prometheus' text exposition format 0.0.4. Collecting them
 * takes a while and another thread: one handler that blocks would make its whole server hand each
 * request to another thread.
 */
final class MetricsHandler extends Handler.Abstract.NonBlocking {
  private final PrometheusMeterRegistry registry;

  MetricsHandler(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!Request.getPathInContext(request).equals("/metrics")) {
      return false;
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    request
        .getContext()
        .execute(
            () -> {
              try {
                Content.Sink.write(response, true, registry.scrape(), callback);
              } catch (RuntimeException e) {
                callback.failed(e);
              }
            });
    return true;
  }
}
