package io.feedmesh.consumers.gateway;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request with all that answers it.
 *
 * @param request as it came
 * @param response to be written
 * @param callback to be told the end
 * @param wanted what the reader says about the answer it wants
 */
record Exchange(Request request, Response response, Callback callback, Wanted wanted) {
  Exchange(Request request, Response response, Callback callback) {
    this(request, response, callback, Wanted.of(request.getHeaders()));
  }

  /** The address that the request came from; of a connection without one, this machine's. */
  InetAddress client() {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress from
        ? from.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  String userAgent() {
    String userAgent = request.getHeaders().get(HttpHeader.USER_AGENT);
    return userAgent == null ? "" : userAgent;
  }

  boolean head() {
    return request.getMethod().equals("HEAD");
  }
}
