package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.origin.OriginAnswer.Failed;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.testing.TestKeys;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginClientFailureTest {
  private static final int MAX = 1_000_000;

  private OriginClient client = new OriginClient(OriginConfig.of("test", true));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anUnknownHostIsADnsFailure() {
    assertFailure(FeedUrl.parse("http://nowhere.invalid/"), FetchFailure.DNS, "nowhere.invalid");
  }

  @Test
  void aClosedPortIsAConnectFailure() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    assertFailure(
        FeedUrl.parse("http://127.0.0.1:" + port + "/"), FetchFailure.CONNECT, "127.0.0.1:" + port);
  }

  @Test
  void aServerWithoutTlsIsATlsFailure() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> plain =
          CompletableFuture.runAsync(
              () -> {
                try (Socket accepted = socket.accept()) {
                  accepted.getInputStream().read();
                  accepted.getOutputStream().write("HTTP/1.1 400 No\r\n\r\n".getBytes(ISO_8859_1));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });

      String url = "https://127.0.0.1:" + socket.getLocalPort() + "/";
      assertFailure(FeedUrl.parse(url), FetchFailure.TLS, "no secure connection");
      plain.join();
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsATlsFailure(@TempDir Path directory) throws Exception {
    Server server = new Server();
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setKeyStorePath(TestKeys.selfSigned(directory).toString());
    tls.setKeyStorePassword("changeit");
    ServerConnector connector = new ServerConnector(server, tls);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.start();
    try {
      String url = "https://127.0.0.1:" + connector.getLocalPort() + "/";
      assertFailure(FeedUrl.parse(url), FetchFailure.TLS, "no secure connection");
    } finally {
      server.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/"})
  void privateAddressesAreRefusedByNameAndAsLiterals(String url) {
    client.close();
    client = new OriginClient(OriginConfig.of("test", false));

    assertFailure(FeedUrl.parse(url), FetchFailure.ADDRESS_REFUSED, "no public origin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ntoo short",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"
      })
  void whatIsNotWholeHttpIsAProtocolFailure(String sent) {
    try (RawOrigin origin = RawOrigin.sending(sent)) {
      assertFailure(origin.url("/"), FetchFailure.PROTOCOL, "HTTP");
    }
  }

  @Test
  void headersWithoutEndAreAProtocolFailure() {
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
              return endless(out, "X-More: 0123456789\r\n");
            })) {
      assertFailure(origin.url("/"), FetchFailure.PROTOCOL, "HTTP");
      await().until(() -> origin.open() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"100 Continue", "102 Processing", "103 Early Hints", "104 Soon", "199 Odd"})
  void interimAnswersWithoutEndAreAProtocolFailure(String interim) {
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) ->
                head.startsWith("GET /good ")
                    ? answer(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                    : endless(out, "HTTP/1.1 " + interim + "\r\n\r\n"))) {
      for (int i = 0; i < 20; i++) {
        assertFailure(origin.url("/" + i), FetchFailure.PROTOCOL, "interim");
      }
      await().until(() -> origin.open() == 0);
      assertThat(get(origin.url("/good"), Duration.ofSeconds(5)))
          .isInstanceOf(OriginAnswer.Answered.class);
    }
  }

  @Test
  void aFewInterimAnswersAreReadOver() {
    String hints = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n".repeat(5);
    try (RawOrigin origin =
        RawOrigin.sending(hints + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      assertThat(get(origin.url("/"), Duration.ofSeconds(20)))
          .isInstanceOfSatisfying(
              OriginAnswer.Answered.class,
              answer -> assertThat(answer.body()).asString().isEqualTo("ok"));
    }
  }

  @Test
  void silenceIsATimeoutAndFreesTheConnection() {
    try (RawOrigin origin = new RawOrigin((head, out) -> true)) {
      Failed failed = failed(origin.url("/"), Duration.ofMillis(300));

      assertThat(failed.failure()).isEqualTo(FetchFailure.TIMEOUT);
      assertThat(failed.took()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(30));
      await().until(() -> origin.open() == 0);
    }
  }

  @Test
  void aBodyThatDripsStopsAtTheDeadline() {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n".getBytes(ISO_8859_1));
              var unused = clock.scheduleAtFixedRate(() -> drip(out), 0, 20, MILLISECONDS);
              return true;
            })) {
      Failed failed = failed(origin.url("/"), Duration.ofMillis(500));

      assertThat(failed.failure()).isEqualTo(FetchFailure.TIMEOUT);
      assertThat(failed.took()).isLessThan(Duration.ofSeconds(30));
      await().until(() -> origin.open() == 0);
    } finally {
      clock.shutdownNow();
    }
  }

  @Test
  void cancellingClosesTheConnection() {
    try (RawOrigin origin = new RawOrigin((head, out) -> true)) {
      CompletableFuture<OriginAnswer> answer =
          client.get(new OriginRequest(origin.url("/"), Map.of(), Duration.ofSeconds(60), MAX));
      await().until(() -> origin.open() == 1);

      assertThat(answer.cancel(true)).isTrue();

      await().until(() -> origin.open() == 0);
    }
  }

  @Test
  void closingEndsWhatIsUnderWay() {
    try (RawOrigin origin = new RawOrigin((head, out) -> true)) {
      CompletableFuture<OriginAnswer> answer =
          client.get(new OriginRequest(origin.url("/"), Map.of(), Duration.ofSeconds(60), MAX));
      await().until(() -> origin.open() == 1);

      client.close();

      assertThat(answer.join()).isInstanceOf(Failed.class);
      assertThat(get(origin.url("/"), Duration.ofSeconds(5))).isInstanceOf(Failed.class);
    }
  }

  private static boolean answer(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    return true;
  }

  private static boolean endless(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    while (true) {
      out.write(bytes); // until the client has enough
    }
  }

  private static void drip(OutputStream out) {
    try {
      out.write('x');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the client has enough, which ends the schedule
    }
  }

  private void assertFailure(FeedUrl url, FetchFailure kind, String detail) {
    Failed failed = failed(url, Duration.ofSeconds(20));
    assertThat(failed.failure()).as(failed.detail()).isEqualTo(kind);
    assertThat(failed.detail()).contains(detail);
  }

  private Failed failed(FeedUrl url, Duration timeout) {
    OriginAnswer answer = get(url, timeout);
    assertThat(answer).isInstanceOf(Failed.class);
    return (Failed) answer;
  }

  private OriginAnswer get(FeedUrl url, Duration timeout) {
    return client.get(new OriginRequest(url, Map.of(), timeout, MAX)).join();
  }
}
