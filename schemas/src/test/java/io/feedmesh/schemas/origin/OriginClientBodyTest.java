package io.feedmesh.schemas.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.origin.OriginAnswer.Answered;
import io.feedmesh.schemas.origin.OriginAnswer.Failed;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginClientBodyTest {
  private static final int MAX = 1_000_000;
  private static final byte[] FEED = "<rss version=\"2.0\"/>".getBytes(ISO_8859_1);

  private OriginClient client = new OriginClient(OriginConfig.of("test", true));

  @AfterEach
  void close() {
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "br", "identity", "deflate, gzip"})
  void takesOffEachContentCoding(String coding) {
    byte[] body =
        switch (coding) {
          case "gzip", "x-gzip" -> Codings.gzip(FEED);
          case "deflate" -> Codings.deflate(FEED, true);
          case "br" -> Codings.brotli(FEED);
          case "identity" -> FEED;
          default -> Codings.gzip(Codings.deflate(FEED, false));
        };
    try (RawOrigin origin = encoded(coding, body)) {
      assertThat(((Answered) get(origin.url("/"), Duration.ofSeconds(9))).body()).isEqualTo(FEED);
    }
  }

  @Test
  void anEndlessBodyStopsAtItsBound() {
    try (RawOrigin origin =
        new RawOrigin(
            (head, out) -> {
              out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
              return endless(out, "<item/>".repeat(1000));
            })) {
      assertFailure(origin.url("/"), FetchFailure.TOO_LARGE, Integer.toString(MAX));
      await().until(() -> origin.open() == 0);
    }
  }

  @Test
  void aBodyThatSaysItIsTooLargeIsNotRead() {
    try (RawOrigin origin =
        RawOrigin.sending("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n")) {
      assertFailure(origin.url("/"), FetchFailure.TOO_LARGE, Integer.toString(MAX));
    }
  }

  @Test
  void aGzipBombStopsAtTheBound() {
    byte[] bomb = Codings.gzip(new byte[100_000_000]);
    try (RawOrigin origin = encoded("gzip", bomb)) {
      assertFailure(origin.url("/"), FetchFailure.TOO_LARGE, Integer.toString(MAX));
    }
  }

  @Test
  void aWrongContentEncodingIsNamed() {
    try (RawOrigin origin = encoded("gzip", "<rss/>".getBytes(ISO_8859_1))) {
      assertFailure(origin.url("/"), FetchFailure.BAD_ENCODING, "gzip");
    }
  }

  @Test
  void aBodyLongerThanItsLengthEndsThere() {
    try (RawOrigin origin =
        RawOrigin.sending("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef")) {
      assertThat(((Answered) get(origin.url("/"), Duration.ofSeconds(9))).body()).hasSize(3);
    }
  }

  @Test
  void largeBodiesAreGivenUpWhenTheSharedMemoryIsUsedUpAndSmallOnesAreNot() {
    client.close();
    client = new OriginClient(OriginConfig.of("test", true).withBodyMemory(1000));
    try (RawOrigin large = encoded("identity", new byte[BodyMemory.SMALL + 1]);
        RawOrigin small = encoded("identity", new byte[BodyMemory.SMALL])) {
      assertFailure(large.url("/"), FetchFailure.TOO_LARGE, "memory");
      assertThat(get(small.url("/"), Duration.ofSeconds(9))).isInstanceOf(Answered.class);
    }
  }

  private static RawOrigin encoded(String coding, byte[] body) {
    return new RawOrigin(
        (head, out) -> {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Encoding: "
                      + coding
                      + "\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n")
                  .getBytes(ISO_8859_1));
          out.write(body);
          return true;
        });
  }

  private static boolean endless(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(ISO_8859_1);
    while (true) {
      out.write(bytes); // until the client has enough
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
