package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.origin.OriginAnswer.Failed;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A name of an attacker's, which leads to 127.0.0.1 (allowed here) and to 127.0.0.2 (refused). */
class RebindingTest {
  private static final String ALLOWED = "127.0.0.1";
  private static final String REFUSED = "127.0.0.2";
  private static final AddressPolicy POLICY = address -> address.getHostAddress().equals(REFUSED);

  private static OriginAnswer get(String url, List<List<String>> answers) throws Exception {
    Queue<List<String>> left = new ArrayDeque<>(answers);
    HostNames names =
        host -> {
          List<String> now = left.size() > 1 ? left.remove() : left.element();
          InetAddress[] all = new InetAddress[now.size()];
          for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(now.get(i));
          }
          return all;
        };
    OriginConfig config = OriginConfig.of("test", false).withAddresses(names, POLICY);
    try (OriginClient client = new OriginClient(config)) {
      return client
          .get(new OriginRequest(FeedUrl.parse(url), Map.of(), Duration.ofSeconds(10), 10_000))
          .get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aNameThatMovesInsideBetweenTwoRequestsLeadsNowhere() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (head, out) -> {
                  String there = "Location: http://attacker.example:" + port(head) + "/secret\r\n";
                  String close = "Connection: close\r\nContent-Length: 0\r\n\r\n";
                  out.write(("HTTP/1.1 302 Found\r\n" + there + close).getBytes(ISO_8859_1));
                  return false;
                });
        ServerSocket inside = inside(origin.url("/").port())) {
      String url = "http://attacker.example:" + inside.getLocalPort() + "/";

      OriginAnswer answer = get(url, List.of(List.of(ALLOWED), List.of(REFUSED)));

      assertThat(((Failed) answer).failure()).isEqualTo(FetchFailure.ADDRESS_REFUSED);
      assertNobodyCame(inside);
    }
  }

  @Test
  void ofTwoAddressesAtOnceOnlyTheAllowedOneIsConnectedTo() throws Exception {
    String ok = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx";
    try (RawOrigin origin = RawOrigin.sending(ok);
        ServerSocket inside = inside(origin.url("/").port())) {
      String url = "http://attacker.example:" + inside.getLocalPort() + "/";

      OriginAnswer answer = get(url, List.of(List.of(REFUSED, ALLOWED)));

      assertThat(((Answered) answer).status()).isEqualTo(200);
      assertNobodyCame(inside);
    }
  }

  /** The Host field tells where the request went. */
  private static String port(String head) {
    return head.replaceFirst("(?is).*\\nHost: [^:\\r]*:(\\d+).*", "$1");
  }

  private static ServerSocket inside(int port) throws Exception {
    return new ServerSocket(port, 5, InetAddress.getByName(REFUSED));
  }

  private static void assertNobodyCame(ServerSocket inside) throws Exception {
    inside.setSoTimeout(1);
    try (var came = inside.accept()) {
      assertThat(came).as("a connection to the refused address").isNull();
    } catch (java.net.SocketTimeoutException e) {
      assertThat(e).as("nobody").isNotNull();
    }
  }
}
