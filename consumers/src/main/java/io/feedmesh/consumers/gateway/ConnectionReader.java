package io.feedmesh.consumers.gateway;

import io.feedmesh.consumers.readership.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.server.ConnectionMetaData;

/** Who asks: kept with the connection, as most have one reader. */
final class ConnectionReader {
  private static final String READER = Reader.class.getName();

  private ConnectionReader() {}

  static Reader of(ConnectionMetaData connection, String userAgent) {
    if (connection.getAttribute(READER) instanceof Reader known && known.says(userAgent)) {
      return known;
    }
    Reader reader = new Reader(address(connection), userAgent);
    connection.setAttribute(READER, reader);
    return reader;
  }

  /** Of a connection without one, this machine's. */
  static InetAddress address(ConnectionMetaData connection) {
    return connection.getRemoteSocketAddress() instanceof InetSocketAddress from
        ? from.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
