package io.feedmesh.consumers.gateway;

import io.feedmesh.schemas.http.RoleServer;
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

  /**
   * Before the gateway.
   *
   * @param edge its name, by which it knows requests of its own again
   * @param relay passes them on
   */
  public OtherMethods(String edge, Handler relay) {
    super(relay);
    this.viaName = viaName(edge);
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
        && super.handle(request, response, callback);
  }
}
