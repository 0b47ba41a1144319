package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OriginClientTest {
  private final OriginClient client = new OriginClient(OriginConfig.of("test", true));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void givesStatusFieldsAndBodyAsTheOriginSentThem() {
    try (RawOrigin origin =
        RawOrigin.sending(
            "HTTP/1.1 200 OK\r\nETag: W/\"caf\u00e9\"\r\nContent-Length: 6\r\n\r\n<rss/>")) {
      Answered answer = answered(origin.url("/feed?a=%2F&b"), Map.of());

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().get(HttpHeader.ETAG)).isEqualTo("W/\"caf\u00e9\"");
      assertThat(answer.body()).asString(UTF_8).isEqualTo("<rss/>");
      assertThat(answer.url()).isEqualTo(origin.url("/feed?a=%2F&b"));
      assertThat(answer.movedPermanently()).isFalse();
      assertThat(origin.heads().get(0)).startsWith("GET /feed?a=%2F&b HTTP/1.1\r\n");
    }
  }

  @Test
  void sendsFieldsByteForByteAndNoneOfItsOwn() {
    try (RawOrigin origin = RawOrigin.sending("HTTP/1.1 304 Not Modified\r\n\r\n")) {
      String etag = "W/\"a, b\u00ff\\\"  c\"";
      Map<String, String> headers =
          Map.of(
              "If-None-Match", etag,
              "If-Modified-Since", "Yesterday, about  noon",
              "User-Agent", "Feedmesh/1 (+mailto:a@example.org; 42 subscribers)");

      assertThat(answered(origin.url("/x"), headers).status()).isEqualTo(304);

      assertThat(origin.heads().get(0).split("\r\n"))
          .containsExactlyInAnyOrder(
              "GET /x HTTP/1.1",
              "Host: " + origin.url("/").authority(),
              "If-None-Match: " + etag,
              "If-Modified-Since: Yesterday, about  noon",
              "User-Agent: Feedmesh/1 (+mailto:a@example.org; 42 subscribers)");
    }
  }

  @Test
  void keepsAConnectionForTheNextRequestToTheSameHost() {
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx".getBytes(ISO_8859_1));
              return true;
            })) {
      answered(origin.url("/1"), Map.of());
      answered(origin.url("/2"), Map.of());

      assertThat(origin.heads()).hasSize(2);
      assertThat(origin.open()).isEqualTo(1);
    }
  }

  @Test
  void sendsAgainWhereTheServerClosedTheKeptConnectionInThatMoment() {
    AtomicInteger tries = new AtomicInteger();
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              if (tries.incrementAndGet() == 1) {
                return false; // closes without a word
              }
              out.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx".getBytes(ISO_8859_1));
              return true;
            })) {
      assertThat(answered(origin.url("/feed"), Map.of()).status()).isEqualTo(200);
      assertThat(origin.heads()).hasSize(2);
    }
  }

  @Test
  void reachesHostsWithAnUnderscore() {
    // no such host exists, but the request must get as far as its name
    OriginAnswer answer = get(FeedUrl.parse("http://my_blog.invalid/"), Map.of());

    assertThat(answer).isInstanceOf(OriginAnswer.Failed.class);
    assertThat(((OriginAnswer.Failed) answer).detail()).contains("my_blog.invalid");
  }

  private Answered answered(FeedUrl url, Map<String, String> headers) {
    return (Answered) get(url, headers);
  }

  private OriginAnswer get(FeedUrl url, Map<String, String> headers) {
    return client.get(new OriginRequest(url, headers, Duration.ofSeconds(20), 1_000_000)).join();
  }
}
