package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.body.Bodies;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3229 with {@code feed}, over HTTP. */
class DeltaHttpTest {
  private static final String FIRST = "<rss><channel><item>1</item></channel></rss>";
  private static final String SECOND = "<rss><channel><item>2</item><item>1</item></channel></rss>";
  private static final String DELTA = "<rss><channel><item>2</item></channel></rss>";

  @TempDir Path folder;
  private GatewayRig gateway;

  @BeforeEach
  void open() {
    gateway = new GatewayRig(folder);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  /** Reads the first version as a reader that knows deltas, and gives its tag. */
  private String readFirst() throws Exception {
    gateway.put(1, FIRST);
    String tag = GatewayRig.header(gateway.get(GatewayRig.URL, "A-IM", "feed"), "ETag");
    gateway.put(2, SECOND);
    return tag;
  }

  @Test
  void aReaderGetsOnlyWhatItsVersionLacks() throws Exception {
    String tag = readFirst();

    HttpResponse<byte[]> answer = gateway.get(GatewayRig.URL, "A-IM", "feed", "If-None-Match", tag);

    assertThat(answer.statusCode()).isEqualTo(226);
    assertThat(answer.body()).asString().isEqualTo(DELTA);
    assertThat(GatewayRig.header(answer, "IM")).isEqualTo("feed");
    assertThat(GatewayRig.header(answer, "Delta-Base")).isEqualTo(tag);
    assertThat(GatewayRig.header(answer, "Content-Length")).isEqualTo("" + DELTA.length());
    assertThat(GatewayRig.header(answer, "Content-Type")).isEqualTo("application/rss+xml");
    assertThat(GatewayRig.header(answer, "Cache-Control")).isEqualTo("no-store, im");
    assertThat(GatewayRig.header(answer, "Vary")).isEqualTo("Accept-Encoding, A-IM, If-None-Match");
    assertThat(GatewayRig.header(answer, "ETag"))
        .isEqualTo(GatewayRig.header(gateway.get(GatewayRig.URL), "ETag"));
    assertThat(gateway.requests("delta")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rss2email/3.13.1 (https://github.com/rss2email/rss2email)",
        "feedparser/6.0.10 +https://github.com/kurtmckee/feedparser/"
      })
  void whoMayTakeADifferenceForAnErrorGetsTheWholeFeed(String agent) throws Exception {
    String tag = readFirst();

    HttpResponse<byte[]> answer =
        gateway.get(GatewayRig.URL, "A-IM", "feed", "If-None-Match", tag, "User-Agent", agent);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).asString().isEqualTo(SECOND);
  }

  @Test
  void theTagOfADifferenceIsThatOfTheVersionTheReaderThenHas() throws Exception {
    HttpResponse<byte[]> second =
        gateway.get(GatewayRig.URL, "A-IM", "feed", "If-None-Match", readFirst());
    String tag = GatewayRig.header(second, "ETag");

    HttpResponse<byte[]> same = gateway.get(GatewayRig.URL, "A-IM", "feed", "If-None-Match", tag);
    gateway.put(3, SECOND.replace("<item>2", "<item>3</item><item>2"));
    HttpResponse<byte[]> third = gateway.get(GatewayRig.URL, "A-IM", "feed", "If-None-Match", tag);

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(third.statusCode()).isEqualTo(226);
    assertThat(third.body()).asString().isEqualTo(DELTA.replace("2", "3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TAG", "W/TAG", "\"x\", TAG", "\"origin-1\"", "W/\"origin-1\""})
  void aVersionIsKnownByAnyOfItsTags(String tags) throws Exception {
    String tag = readFirst();

    HttpResponse<byte[]> answer =
        gateway.get(GatewayRig.URL, "A-IM", "feed", "If-None-Match", tags.replace("TAG", tag));

    assertThat(answer.statusCode()).isEqualTo(226);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "feed | gzip | feed | gzip | true",
        "feed, gzip | gzip | feed | gzip | true",
        "feed, gzip | identity | feed, gzip | | true",
        "gzip, feed | identity | feed, gzip | | true",
        "vcdiff, feed;q=0.5 | identity | feed | | false",
        "diffe,FEED,gzip;q=0 | identity | feed | | false",
      })
  void isGzippedAsTheReaderTakesIt(
      String aim, String acceptEncoding, String im, String coding, boolean gzip) throws Exception {
    String tag = readFirst();

    HttpResponse<byte[]> answer =
        gateway.get(
            GatewayRig.URL, "A-IM", aim, "If-None-Match", tag, "Accept-Encoding", acceptEncoding);

    assertThat(answer.statusCode()).isEqualTo(226);
    assertThat(GatewayRig.header(answer, "IM")).isEqualTo(im);
    assertThat(GatewayRig.header(answer, "Content-Encoding"))
        .isEqualTo(coding == null ? "" : coding);
    byte[] body = gzip ? Bodies.gunzip(ByteBuffer.wrap(answer.body()), 10_000) : answer.body();
    assertThat(body).asString(StandardCharsets.UTF_8).isEqualTo(DELTA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | vcdiff | TAG",
        "GET | feed;q=0 | TAG",
        "GET | feeds | TAG",
        "GET | feed | \"other\"",
        "HEAD | feed | TAG",
      })
  void whoCannotBeHelpedGetsTheWhole(String method, String aim, String tags) throws Exception {
    String tag = readFirst();

    HttpResponse<byte[]> answer =
        gateway.send(
            method,
            GatewayRig.path(GatewayRig.URL),
            "A-IM",
            aim,
            "If-None-Match",
            tags.replace("TAG", tag));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(GatewayRig.header(answer, "Content-Length")).isEqualTo("" + SECOND.length());
    assertThat(GatewayRig.header(answer, "IM")).isEmpty();
  }

  @Test
  void aVersionThatNoReaderOfDifferencesWasGivenIsNotKnown() throws Exception {
    gateway.put(1, FIRST);
    String tag = GatewayRig.header(gateway.get(GatewayRig.URL), "ETag");
    gateway.put(2, SECOND);

    assertThat(gateway.get(GatewayRig.URL, "A-IM", "feed", "If-None-Match", tag).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aRangeIsOfTheWhole() throws Exception {
    String tag = readFirst();

    HttpResponse<byte[]> answer =
        gateway.get(GatewayRig.URL, "A-IM", "feed", "If-None-Match", tag, "Range", "bytes=0-4");

    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).asString().isEqualTo("<rss>");
  }
}
