package io.feedmesh.schemas.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowReadersTest {
  private static final int SIZE = 16 << 20; // more than a system keeps for a socket
  private static final int PATIENT = 30_000;
  private static final AnswerPace PACE = new AnswerPace(Duration.ofMillis(500), 20_000);
  private static final String GET = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";

  private final PrometheusMeterRegistry registry = Metrics.registry();
  private RoleServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aClientThatTakesNothingIsClosed() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect()) {
      send(socket, GET);

      awaitClosed("slow_reader");
    }
  }

  @Test
  void aClientThatTakesAByteNowAndThenIsClosed() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect()) {
      send(socket, GET);
      Thread reader = new Thread(() -> drip(socket));
      reader.start();

      awaitClosed("slow_reader");
      reader.interrupt(); // it would be a while reading what its own system still has
      reader.join();
    }
  }

  @Test
  void aSlowClientThatKeepsThePaceGetsItsAnswer() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect(128 << 10)) {
      send(socket, GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
      long got = 0;
      byte[] some = new byte[256 << 10];
      CountDownLatch pause = new CountDownLatch(1);
      for (int n; (n = socket.getInputStream().read(some)) > 0; got += n) {
        assertThat(pause.await(20, TimeUnit.MILLISECONDS)).isFalse();
      }

      assertThat(got).isGreaterThan(SIZE);
      assertThat(closed("slow_reader")).isZero();
    }
  }

  @Test
  void whatWasSentCanStillBeReadWhenAnIdleConnectionIsTold() throws Exception {
    start(Duration.ofSeconds(6));
    try (Socket socket = connect()) {
      send(socket, "GET /small HTTP/1.1\r\nHost: a\r\n\r\n");

      await().until(() -> closed("idle") == 1);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(all);

      assertThat(all.toString(ISO_8859_1)).startsWith("HTTP/1.1 200").endsWith("x".repeat(1000));
    }
  }

  @Test
  void anIdleConnectionThatDoesNotLeaveIsClosed() throws Exception {
    start(Duration.ofMillis(300));
    try (Socket socket = connect()) {
      send(socket, "GET /small HTTP/1.1\r\nHost: a\r\n\r\n");

      awaitClosed("idle");
    }
  }

  @Test
  void aStreamOfHttp2WhoseWindowHardlyOpensIsClosed() throws Exception {
    start(Duration.ofSeconds(60));
    try (Socket socket = connect()) {
      send(socket, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      frame(socket, 4, 0, 0, new byte[] {0, 4, 0, 0, 0, 0}); // SETTINGS_INITIAL_WINDOW_SIZE 0
      byte[] path = "/small".getBytes(ISO_8859_1);
      ByteBuffer header = ByteBuffer.allocate(64).put((byte) 0x82).put((byte) 0x86);
      header.put((byte) 4).put((byte) path.length).put(path); // :path
      header.put((byte) 1).put((byte) 1).put((byte) 'a'); // :authority
      byte[] fields = new byte[header.position()];
      header.flip().get(fields);
      frame(socket, 1, 5, 1, fields);
      Thread dripping =
          new Thread(
              () -> {
                try {
                  CountDownLatch pause = new CountDownLatch(1);
                  while (!pause.await(50, TimeUnit.MILLISECONDS)) {
                    frame(socket, 8, 0, 1, new byte[] {0, 0, 0, 1}); // WINDOW_UPDATE by a byte
                  }
                } catch (IOException e) {
                  assertThat(e).as("closed").isNotNull();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      dripping.start();

      awaitClosed("slow_reader");
      dripping.join();
    }
  }

  private void start(Duration requestDeadline) {
    server =
        new RoleServer(
            "role",
            0,
            new Health(),
            registry,
            List.of(new Answers()),
            new ServerLimits(requestDeadline, false, true).at(PACE));
    server.start();
  }

  private static void drip(Socket socket) {
    try {
      InputStream in = socket.getInputStream();
      CountDownLatch pause = new CountDownLatch(1);
      while (in.read() >= 0) {
        assertThat(pause.await(20, TimeUnit.MILLISECONDS)).isFalse();
      }
    } catch (IOException e) {
      assertThat(e).as("closed").isNotNull();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitClosed(String reason) {
    await().until(() -> closed(reason) == 1);
    await().until(() -> registry.get("feedmesh.http.connections").gauge().value() == 0);
  }

  private double closed(String reason) {
    return registry.get("feedmesh.http.closed").tag("reason", reason).counter().count();
  }

  private Socket connect() throws IOException {
    return connect(4 << 10);
  }

  private Socket connect(int receiveBuffer) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(receiveBuffer);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket.setSoTimeout(PATIENT);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static void frame(Socket socket, int type, int flags, int stream, byte[] payload)
      throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    socket.getOutputStream().write(frame.array());
    socket.getOutputStream().flush();
  }

  private static final class Answers extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      boolean large = Request.getPathInContext(request).equals("/large");
      byte[] body = "x".repeat(large ? SIZE : 1000).getBytes(ISO_8859_1);
      response.getHeaders().put("Content-Length", body.length);
      response.write(true, ByteBuffer.wrap(body), callback);
      return true;
    }
  }
}
