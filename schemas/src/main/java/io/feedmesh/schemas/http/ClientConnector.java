package io.feedmesh.schemas.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Takes connections of clients, within limits: one too many is closed before it says anything. */
final class ClientConnector extends ServerConnector {
  /**
   * What the system keeps for a connection, which doubles it. Of its own choice it would keep
   * megabytes, and tell for a minute nothing of a client that takes 50 kB/s.
   */
  private static final int SEND_BUFFER = 128 << 10;

  private static final int ACCEPT_QUEUE = 1024; // of 50, many at once would wait for a second

  private final ConnectionCounts counts;

  ClientConnector(Server server, ConnectionCounts counts, ConnectionFactory... protocols) {
    super(server, 1, 1, protocols);
    setAcceptedSendBufferSize(SEND_BUFFER);
    setAcceptQueueSize(ACCEPT_QUEUE);
    setReuseAddress(true);
    this.counts = counts;
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) throws IOException {
    ClientEndPoint endPoint = new ClientEndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }

  @Override
  protected void onEndPointOpened(EndPoint endPoint) {
    super.onEndPointOpened(endPoint);
    if (!counts.enter(address(endPoint))) {
      refuse(endPoint);
    }
  }

  @Override
  protected void onEndPointClosed(EndPoint endPoint) {
    super.onEndPointClosed(endPoint);
    counts.leave(address(endPoint));
  }

  private static void refuse(EndPoint endPoint) {
    ClientEndPoint client = ClientEndPoint.of(endPoint);
    if (client != null) {
      client.drop();
    }
  }

  private static InetAddress address(EndPoint endPoint) {
    return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress from
        ? from.getAddress()
        : InetAddress.getLoopbackAddress();
  }
}
