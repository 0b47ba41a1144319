package io.feedmesh.consumers.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.testing.RawOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients from elsewhere than the networks that an edge serves. */
class StrangersTest {
  private static final String RSS = "<rss version='2.0'><channel/></rss>";
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nConnection: close\r\nContent-Length: "
          + RSS.length()
          + "\r\n\r\n"
          + RSS;

  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();

  /** Sends a request in which ORIGIN stands for an origin's host and port. */
  private String ask(List<String> allowed, String request, String... fields) throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (head, out) -> {
                  asked.incrementAndGet();
                  out.write(OK.getBytes(US_ASCII));
                  return false;
                });
        GatewayRig gateway = new GatewayRig(folder, allowed, true)) {
      gateway.put(1, RSS);
      String authority = origin.url("/").authority();
      String[] lines = new String[fields.length + 3];
      lines[0] = request.replace("ORIGIN", authority) + " HTTP/1.1";
      lines[1] = "Host: " + authority;
      lines[2] = "Connection: close";
      System.arraycopy(fields, 0, lines, 3, fields.length);
      return gateway.raw(lines);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /https/example.org/feed.xml", // what the spool has
        "GET /http/ORIGIN/feed.xml",
        "GET http://ORIGIN/feed.xml",
        "HEAD http://ORIGIN/feed.xml",
        "POST http://ORIGIN/feed.xml",
        "CONNECT ORIGIN",
        "OPTIONS *",
      })
  void areRefusedWhateverTheyAskFor(String request) throws Exception {
    assertThat(ask(List.of("192.0.2.0/24"), request)).startsWith("HTTP/1.1 403");
    assertThat(asked).as("requests to the origin").hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 192.0.2.1",
        "Forwarded: for=192.0.2.1",
        "X-Real-IP: 192.0.2.1",
        "Client-IP: 192.0.2.1",
      })
  void areNotBelievedToBeSomebodyElse(String field) throws Exception {
    assertThat(ask(List.of("192.0.2.0/24"), "GET http://ORIGIN/feed.xml", field))
        .startsWith("HTTP/1.1 403");
    assertThat(asked).hasValue(0);
  }

  @Test
  void whoIsAllowedIsServed() throws Exception {
    assertThat(ask(List.of("127.0.0.0/8", "::1"), "GET http://ORIGIN/feed.xml"))
        .startsWith("HTTP/1.1 200");
    assertThat(asked).hasValue(1);
  }
}
