package io.feedmesh.docker.bench.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What connections cost that had one answer each, and are kept. Stateless. */
final class IdleConnections {
  private IdleConnections() {}

  /** Bytes of memory that a server holds more than before, with so many of them. */
  static long bytes(Server server, int connections, String path) throws IOException {
    String request =
        "HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n";
    byte[] sent = request.getBytes(StandardCharsets.US_ASCII);
    long before = CpuTime.residentBytes(server.process());
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        Socket socket = new Socket();
        open.add(socket);
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 5000);
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(sent);
        readHeader(socket.getInputStream());
      }
      return CpuTime.residentBytes(server.process()) - before;
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private static void readHeader(InputStream in) throws IOException {
    int last = 0; // the last four bytes
    while (last != 0x0d0a0d0a) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server closed a connection that should stay open");
      }
      last = last << 8 | next;
    }
  }
}
