package io.feedmesh.schemas.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestSizesTest {
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final RoleServer server =
      new RoleServer(
          "role",
          0,
          new Health(),
          registry,
          List.of(new Echo()),
          new ServerLimits(Duration.ofSeconds(15), true, true)
              .with(new RequestSizes(1_000, 4_000, 100)));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aTargetThatIsTooLongIsRefused() throws Exception {
    assertThat(ask("GET /" + "a".repeat(900) + " HTTP/1.1", "")).startsWith("HTTP/1.1 200");
    assertThat(ask("GET /" + "a".repeat(1_000) + " HTTP/1.1", "")).startsWith("HTTP/1.1 414");
    assertThat(ask("GET /" + "a".repeat(9_000) + " HTTP/1.1", "")).startsWith("HTTP/1.1 414");
    assertThat(refused("target")).isEqualTo(1);
  }

  @Test
  void aHeaderThatIsTooLargeIsRefused() throws Exception {
    assertThat(ask("GET / HTTP/1.1\r\nX: " + "a".repeat(3_000), "")).startsWith("HTTP/1.1 200");
    assertThat(ask("GET / HTTP/1.1\r\nX: " + "a".repeat(4_000), "")).startsWith("HTTP/1.1 431");
    assertThat(ask("GET / HTTP/1.1" + "\r\nX: 1".repeat(4_000), "")).startsWith("HTTP/1.1 431");
  }

  @Test
  void aBodyThatSaysThatItIsTooLargeIsRefusedUnread() throws Exception {
    assertThat(ask("POST / HTTP/1.1\r\nContent-Length: 100", "x".repeat(100)))
        .startsWith("HTTP/1.1 200");
    assertThat(ask("POST / HTTP/1.1\r\nContent-Length: 101", "")).startsWith("HTTP/1.1 413");
    assertThat(refused("body")).isEqualTo(1);
  }

  @Test
  void aBodyOfUntoldLengthIsRefusedWhenItHasBecomeTooLarge() throws Exception {
    String chunk = "20\r\n" + "x".repeat(32) + "\r\n";
    String head = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked";

    assertThat(ask(head, chunk.repeat(3) + "0\r\n\r\n")).startsWith("HTTP/1.1 200");
    assertThat(ask(head, chunk.repeat(4))).startsWith("HTTP/1.1 413");
    assertThat(refused("body")).isEqualTo(1);
  }

  private String ask(String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      String request = head + "\r\nHost: a\r\nConnection: close\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      byte[] answer = new byte[12];
      int read = socket.getInputStream().readNBytes(answer, 0, answer.length);
      return new String(answer, 0, read, ISO_8859_1);
    }
  }

  private double refused(String reason) {
    return registry.get("feedmesh.http.refused").tag("reason", reason).counter().count();
  }

  /** Reads all of a request. */
  private static final class Echo extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      Content.Sink.write(response, true, Content.Source.asString(request), callback);
      return true;
    }
  }
}
