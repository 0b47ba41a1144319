package io.feedmesh.schemas.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** {@code GET /health}: 200 with {@code ok}, or 503 with a line for each problem. */
final class HealthHandler extends Handler.Abstract.NonBlocking {
  private final Health health;

  HealthHandler(Health health) {
    this.health = health;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!Request.getPathInContext(request).equals("/health")) {
      return false;
    }
    Map<String, String> problems = health.problems();
    StringBuilder text = new StringBuilder(problems.isEmpty() ? "ok\n" : "");
    problems.forEach((name, problem) -> text.append(name + ": " + problem + "\n"));
    response.setStatus(problems.isEmpty() ? 200 : 503);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, text.toString(), callback);
    return true;
  }
}
