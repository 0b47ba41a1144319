package io.feedmesh.consumers.gateway;

import io.feedmesh.schemas.http.RoleServer;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Passes on what clients that take the edge for their proxy ask by other methods than GET and HEAD:
 * such requests are nothing to a cache. TRACE is not, since its answer shows what a proxy adds.
 * Safe for use by several threads.
 */
public final class OtherMethods extends Handler.Wrapper {
  private final String viaName;
  private final Consumer<FeedUrl> changed;

  /**
   * Before the gateway.
   *
   * @param edge its name, by which it knows requests of its own again
   * @param relay passes them on
   * @param changed told what such a request may have changed, before its client hears of it
   */
  public OtherMethods(String edge, Handler relay, Consumer<FeedUrl> changed) {
    super(relay);
    this.viaName = viaName(edge);
    this.changed = changed;
  }

  /** What an edge is called in Via. */
  public static String viaName(String edge) {
    return Misses.viaName(edge);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String method = request.getMethod();
    boolean others = !method.equals("GET") && !method.equals("HEAD") && !method.equals("TRACE");
    return others
        && RoleServer.isAbsoluteForm(request)
        && !Via.names(request.getHeaders(), viaName)
        && super.handle(request, new Answer(request, response), callback);
  }

  /** Anything but a failure of whatever is not known to be safe counts (RFC 9111, section 4.4). */
  private final class Answer extends Response.Wrapper {
    private Answer(Request request, Response response) {
      super(request, response);
    }

    @Override
    public void write(boolean last, ByteBuffer bytes, Callback callback) {
      boolean done = getStatus() >= 200 && getStatus() < 400;
      if (!isCommitted() && done && !HttpMethod.OPTIONS.is(getRequest().getMethod())) {
        String target = getRequest().getHttpURI().asString();
        if (TargetRule.absoluteForm(target) instanceof TargetRule.Target.Feed feed) {
          changed.accept(feed.url());
        }
      }
      super.write(last, bytes, callback);
    }
  }
}
