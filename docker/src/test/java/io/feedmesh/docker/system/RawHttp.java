package io.feedmesh.docker.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpTester;

/** Asks a server on loopback in any version, for any target, each time on a new connection. */
final class RawHttp {
  private static final int MOST = 1 << 20;

  private RawHttp() {}

  /** The answer, whose body is taken out of chunks, not out of gzip. */
  record Answer(HttpTester.Response response) {
    int status() {
      return response.getStatus();
    }

    /** A field's values, joined; empty if there is none. */
    String field(String name) {
      return String.join(" + ", response.getValuesList(name));
    }

    byte[] body() {
      byte[] content = response.getContentBytes();
      return content == null ? new byte[0] : content;
    }

    /** The body without its content coding. */
    String text() throws IOException {
      byte[] plain =
          field("Content-Encoding").equals("gzip")
              ? Bodies.gunzip(ByteBuffer.wrap(body()), MOST)
              : body();
      return new String(plain, ISO_8859_1);
    }
  }

  /** A feed's address at an edge, and at a static server in front of one. */
  static String target(String feed) {
    return "/" + FeedUrl.parse(feed).toString().replaceFirst("://", "/");
  }

  /** GET by HTTP/1.1, with header fields as lines. */
  static Answer get(int port, String target, String... fields) throws IOException {
    return ask(port, "GET " + target + " HTTP/1.1", fields);
  }

  /** Any request line, with header fields as lines. */
  static Answer ask(int port, String requestLine, String... fields) throws IOException {
    String lines = String.join("\r\n", fields) + (fields.length == 0 ? "" : "\r\n");
    String request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n" + lines + "\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      HttpTester.Input in = HttpTester.from(socket.getInputStream());
      HttpTester.Response response = HttpTester.parseResponse(in, requestLine.startsWith("HEAD "));
      if (response == null || !response.isComplete()) {
        throw new IOException("no whole answer to " + requestLine + ": " + response);
      }
      return new Answer(response);
    }
  }
}
