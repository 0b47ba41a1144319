package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.readership.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.ConnectionMetaData;
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
  private static final String READER = Reader.class.getName();

  Exchange(Request request, Response response, Callback callback) {
    this(request, response, callback, Wanted.of(request.getHeaders()));
  }

  /** Who asks: kept with the connection, as most have one reader. */
  Reader reader() {
    String userAgent = wanted.userAgent();
    ConnectionMetaData connection = request.getConnectionMetaData();
    if (connection.getAttribute(READER) instanceof Reader known && known.says(userAgent)) {
      return known;
    }
    Reader reader = new Reader(address(connection), userAgent);
    connection.setAttribute(READER, reader);
    return reader;
  }

  /** Of a connection without one, this machine's. */
  private static InetAddress address(ConnectionMetaData connection) {
    return connection.getRemoteSocketAddress() instanceof InetSocketAddress from
        ? from.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /** Header fields of the answer. */
  HttpFields.Mutable fields() {
    return response.getHeaders();
  }

  boolean head() {
    return request.getMethod().equals("HEAD");
  }
}
