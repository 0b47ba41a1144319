package io.feedmesh.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestDeadlinesTest {
  private static final Duration DEADLINE = Duration.ofMillis(400);

  private final CountDownLatch release = new CountDownLatch(1);
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final RoleServer server =
      new RoleServer(
          "role",
          0,
          new Health(),
          registry,
          List.of(new Slow(), new Target()),
          new ServerLimits(DEADLINE, true, true));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void closesAConnectionThatDripsItsHeader() throws Exception {
    try (Socket socket = connect()) {
      assertThat(dripUntilClosed(socket, "GET /health HTTP/1.1\r\nX-Slow: "))
          .isLessThan(DEADLINE.multipliedBy(10));
    }
  }

  @Test
  void closesAConnectionThatDripsItsSecondHeader() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(readSome(socket)).startsWith("HTTP/1.1 200");

      assertThat(dripUntilClosed(socket, "GET /health HTTP/1.1\r\nX-Slow: "))
          .isLessThan(DEADLINE.multipliedBy(10));
    }
  }

  @Test
  void closesAConnectionThatDripsItsBody() throws Exception {
    try (Socket socket = connect()) {
      String header = "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";
      assertThat(dripUntilClosed(socket, header)).isLessThan(DEADLINE.multipliedBy(10));
    }
  }

  @Test
  void closesAConnectionOfHttp2ThatOwesABodyHoweverManyOthersCome() throws Exception {
    String[] post = {":method", "POST", ":scheme", "http", ":path", "/slow", ":authority", "a"};
    Counter closed =
        registry.counter("feedmesh.http.closed", "reason", "slow_request", "role", "role");
    try (Http2Wire client = new Http2Wire(server.port())) {
      client.headers(1, false, post);
      for (int stream = 3; stream < 250 && closed.count() == 0; stream += 2) {
        client.headers(stream, false, post);
        client.send(Http2Wire.DATA, Http2Wire.END_STREAM, stream, new byte[1]);
        assertThat(release.await(50, TimeUnit.MILLISECONDS)).isFalse(); // one after the other
      }
    } catch (SocketException e) {
      assertThat(e).isNotNull(); // closed
    }
    assertThat(closed.count()).isEqualTo(1);
  }

  @Test
  void letsAnAnswerTakeItsTime() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(release.await(DEADLINE.toMillis() * 3, TimeUnit.MILLISECONDS)).isFalse();
      release.countDown();
      assertThat(readSome(socket)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void tellsTheFormOfTheTarget() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "GET /target HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(readSome(socket)).endsWith("false");
      send(socket, "GET http://b/target HTTP/1.1\r\nHost: b\r\n\r\n");
      assertThat(readSome(socket)).endsWith("true");
      send(socket, "GET /target?u=http://c/ HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(readSome(socket)).endsWith("false");
    }
  }

  /** How long the server bore it. */
  private static Duration dripUntilClosed(Socket socket, String beginning) throws Exception {
    long start = System.nanoTime();
    socket.setSoTimeout(20); // each byte a moment after the one before
    try {
      send(socket, beginning);
      while (Duration.ofNanos(System.nanoTime() - start).compareTo(Duration.ofSeconds(20)) < 0) {
        send(socket, "x");
        if (closed(socket)) {
          break;
        }
      }
    } catch (SocketException e) {
      assertThat(e).isNotNull(); // a reset is a closed connection too
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static boolean closed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String readSome(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[4096];
    int n = in.read(bytes);
    return new String(bytes, 0, Math.max(n, 0), StandardCharsets.ISO_8859_1);
  }

  private final class Slow extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (!Request.getPathInContext(request).equals("/slow")) {
        return false;
      }
      if (request.getMethod().equals("POST")) {
        Content.Source.asByteBuffer(request);
      } else {
        assertThat(release.await(20, TimeUnit.SECONDS)).isTrue();
      }
      callback.succeeded();
      return true;
    }
  }

  private static final class Target extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      HttpFields.Mutable headers = response.getHeaders();
      headers.put("Content-Type", "text/plain");
      Content.Sink.write(
          response, true, Boolean.toString(RoleServer.isAbsoluteForm(request)), callback);
      return true;
    }
  }
}
