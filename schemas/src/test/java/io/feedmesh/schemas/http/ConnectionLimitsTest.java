package io.feedmesh.schemas.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final List<Socket> open = new ArrayList<>();
  private RoleServer server;

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    server.close();
  }

  @Test
  void oneConnectionTooManyOfAClientIsClosed() throws Exception {
    start(new ConnectionLimits(100, 3, List.of()));

    assertThat(List.of(served(1), served(1), served(1))).containsOnly(true);
    assertThat(served(1)).isFalse();
    assertThat(served(2)).as("another client").isTrue();
    assertThat(closed("too_many_of_client")).isEqualTo(1);
  }

  @Test
  void aPlaceThatBecomesFreeIsGivenAgain() throws Exception {
    start(new ConnectionLimits(100, 1, List.of()));
    assertThat(served(1)).isTrue();
    assertThat(served(1)).isFalse();

    open.get(0).close();

    await().until(() -> served(1));
  }

  @Test
  void onlyTheTotalCountsForAddressesThatManyShare() throws Exception {
    start(new ConnectionLimits(4, 1, List.of("127.0.0.1")));

    assertThat(List.of(served(1), served(1), served(1))).containsOnly(true);
    assertThat(served(2)).isTrue();
    assertThat(served(3)).as("of others, too").isFalse();
    assertThat(closed("too_many")).isEqualTo(1);
  }

  @Test
  void whatIsNoLimitIsRefused() {
    start(ConnectionLimits.DEFAULT);
    assertThatThrownBy(() -> new ConnectionLimits(0, 1, List.of()))
        .hasMessage("connections: expected at least 1, found 0");
    assertThatThrownBy(() -> new ConnectionLimits(1, 1, List.of("here")))
        .hasMessageContaining("found here");
  }

  private void start(ConnectionLimits limits) {
    server =
        new RoleServer(
            "role", 0, new Health(), registry, List.of(), ServerLimits.DEFAULT.with(limits));
    server.start();
  }

  /** Whether a new connection from 127.0.0.{@code host}, which stays open, gets an answer. */
  private boolean served(int host) throws IOException {
    InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host});
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(), from, 0);
    open.add(socket);
    socket.setSoTimeout(20_000);
    try {
      socket
          .getOutputStream()
          .write("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
      return socket.getInputStream().read() >= 0;
    } catch (SocketException e) {
      return false; // reset
    }
  }

  private double closed(String reason) {
    return registry.get("feedmesh.http.closed").tag("reason", reason).counter().count();
  }
}
