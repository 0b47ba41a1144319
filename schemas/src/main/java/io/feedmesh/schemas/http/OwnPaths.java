package io.feedmesh.schemas.http;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Paths of a proxy's own: what is asked of it as a proxy is another host's, whatever its path, and
 * a request for a tunnel has no path (RFC 9113, section 8.5).
 */
final class OwnPaths extends Handler.Wrapper {
  OwnPaths(Handler handler) {
    super(handler);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return request.getHttpURI().getPath() != null
        && !RoleServer.isAbsoluteForm(request)
        && super.handle(request, response, callback);
  }
}
