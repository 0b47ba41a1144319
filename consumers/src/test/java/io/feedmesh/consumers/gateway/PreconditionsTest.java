package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * RFC 9110, sections 13.1 and 14, over HTTP. The version was modified at 11:00:00, came here at
 * 12:00:00, and has the origin's tag {@code "origin-1"}; {@code OURS} and {@code GZIP} stand for
 * our tags, {@code MADE} for its date, {@code LATER} and {@code BEFORE} for dates around it.
 */
class PreconditionsTest {
  private static final String TEXT = "<rss>0123456789</rss>";

  @TempDir Path folder;
  private GatewayRig gateway;
  private String ours;
  private String gzip;

  @BeforeEach
  void open() throws Exception {
    gateway = new GatewayRig(folder);
    gateway.put(1, TEXT);
    ours = GatewayRig.header(gateway.get(GatewayRig.URL), "ETag");
    gzip = GatewayRig.header(gateway.get(GatewayRig.URL, "Accept-Encoding", "gzip"), "ETag");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private String[] fields(String text) {
    return text.replace("OURS", ours)
        .replace("GZIP", gzip)
        .replace("MADE", "Fri, 20 Nov 2026 11:00:00 GMT")
        .replace("RFC850", "Friday, 20-Nov-26 11:00:00 GMT")
        .replace("ASCTIME", "Fri Nov 20 11:00:00 2026")
        .replace("BEFORE", "Fri, 20 Nov 2026 10:59:59 GMT")
        .replace("LATER", "Fri, 20 Nov 2026 13:00:00 GMT")
        .split(" *; *| *: +", -1);
  }

  @ParameterizedTest(name = "section {0}: {1} → {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "13.1.1 | If-Match: OURS | 200",
        "13.1.1 | If-Match: \"x\", OURS | 200",
        "13.1.1 | If-Match: \"x\"; If-Match: OURS | 200",
        "13.1.1 | If-Match: * | 200",
        "13.1.1 | If-Match: \"origin-1\" | 200",
        "13.1.1 | If-Match: W/OURS | 412",
        "13.1.1 | If-Match: W/\"origin-1\" | 412",
        "13.1.1 | If-Match: \"x\" | 412",
        "13.1.1 | If-Match: GZIP | 412",
        "13.1.1 | If-Match: GZIP; Accept-Encoding: gzip | 200",
        "13.1.1 | If-Match: OURS; Accept-Encoding: gzip | 412",
        "13.1.2 | If-None-Match: OURS | 304",
        "13.1.2 | If-None-Match: W/OURS | 304",
        "13.1.2 | If-None-Match: GZIP | 304",
        "13.1.2 | If-None-Match: \"x\"; If-None-Match: OURS | 304",
        "13.1.2 | If-None-Match: \"x\", W/\"y\" ,W/\"origin-1\" | 304",
        "13.1.2 | If-None-Match: * | 304",
        "13.1.2 | If-None-Match: \"x\" | 200",
        "13.1.2 | If-None-Match: none | 200",
        "13.1.3 | If-Modified-Since: MADE | 304",
        "13.1.3 | If-Modified-Since: RFC850 | 304",
        "13.1.3 | If-Modified-Since: ASCTIME | 304",
        "13.1.3 | If-Modified-Since: LATER | 304",
        "13.1.3 | If-Modified-Since: BEFORE | 200",
        "13.1.3 | If-Modified-Since: yesterday | 200",
        "13.1.3 | If-Modified-Since: MADE; If-Modified-Since: LATER | 200",
        "13.1.4 | If-Unmodified-Since: MADE | 200",
        "13.1.4 | If-Unmodified-Since: RFC850 | 200",
        "13.1.4 | If-Unmodified-Since: ASCTIME | 200",
        "13.1.4 | If-Unmodified-Since: LATER | 200",
        "13.1.4 | If-Unmodified-Since: BEFORE | 412",
        "13.1.4 | If-Unmodified-Since: yesterday | 200",
        "13.1.5 | Range: bytes=5-6; If-Range: OURS | 206",
        "13.1.5 | Range: bytes=5-6; If-Range: \"origin-1\" | 206",
        "13.1.5 | Range: bytes=5-6; If-Range: MADE | 206",
        "13.1.5 | Range: bytes=5-6; If-Range: W/OURS | 200",
        "13.1.5 | Range: bytes=5-6; If-Range: GZIP | 200",
        "13.1.5 | Range: bytes=5-6; If-Range: LATER | 200",
        "13.1.5 | Range: bytes=5-6; If-Range: \"x\" | 200",
        "13.1.5 | Range: bytes=500-; If-Range: \"x\" | 200",
        "13.1.5 | If-Range: OURS | 200",
        "13.2.2 | If-Match: \"x\"; If-None-Match: OURS | 412",
        "13.2.2 | If-Match: OURS; If-Unmodified-Since: BEFORE | 200",
        "13.2.2 | If-Match: OURS; If-None-Match: OURS | 304",
        "13.2.2 | If-Unmodified-Since: BEFORE; If-None-Match: OURS | 412",
        "13.2.2 | If-Unmodified-Since: MADE; If-Modified-Since: MADE | 304",
        "13.2.2 | If-None-Match: \"x\"; If-Modified-Since: MADE | 200",
        "13.2.2 | If-None-Match: OURS; If-Modified-Since: BEFORE | 304",
        "13.2.2 | If-None-Match: OURS; Range: bytes=5-6 | 304",
        "13.2.2 | If-Match: \"x\"; Range: bytes=5-6 | 412",
        "14.2 | Range: bytes=5-6 | 206",
        "14.2 | Range: bytes=-6 | 206",
        "14.2 | Range: bytes=500- | 416",
        "14.2 | Range: bytes=0-1,5-6 | 200",
        "14.2 | Range: items=0-1 | 200",
        "14.2 | Range: bytes=5-6; Accept-Encoding: gzip | 200",
      })
  void answersAsTheSectionSays(String section, String fields, int status) throws Exception {
    String[] headers = fields(fields);

    HttpResponse<byte[]> get = gateway.get(GatewayRig.URL, headers);
    HttpResponse<byte[]> head = gateway.send("HEAD", GatewayRig.path(GatewayRig.URL), headers);

    assertThat(get.statusCode()).as(section).isEqualTo(status);
    boolean ranged = status == 206 || status == 416;
    assertThat(head.statusCode()).as("HEAD").isEqualTo(ranged ? 200 : status);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aPartSaysWhereItIsAndWhatItIsOf() throws Exception {
    HttpResponse<byte[]> answer = gateway.get(GatewayRig.URL, "Range", "bytes=5-8");

    assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("0123");
    assertThat(GatewayRig.header(answer, "Content-Range")).isEqualTo("bytes 5-8/21");
    assertThat(GatewayRig.header(answer, "Content-Length")).isEqualTo("4");
    assertThat(GatewayRig.header(answer, "ETag")).isEqualTo(ours);
    assertThat(GatewayRig.header(answer, "Content-Type")).isEqualTo("application/rss+xml");
    assertThat(gateway.requests("hit")).isEqualTo(3);
  }

  @Test
  void aPartThatIsNotThereTellsTheLength() throws Exception {
    HttpResponse<byte[]> answer = gateway.get(GatewayRig.URL, "Range", "bytes=21-");

    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(GatewayRig.header(answer, "Content-Range")).isEqualTo("bytes */21");
    assertThat(gateway.requests("refused")).isEqualTo(1);
  }

  @Test
  void onlyTheDocumentAsItIsComesInParts() throws Exception {
    assertThat(GatewayRig.header(gateway.get(GatewayRig.URL), "Accept-Ranges")).isEqualTo("bytes");
    HttpResponse<byte[]> gzipped = gateway.get(GatewayRig.URL, "Accept-Encoding", "gzip");
    assertThat(GatewayRig.header(gzipped, "Accept-Ranges")).isEmpty();
  }

  @Test
  void aReaderOfHttp10GetsALengthAndTheEndOfTheConnection() throws Exception {
    String answer = gateway.raw("GET /https/example.org/feed.xml HTTP/1.0");

    assertThat(answer)
        .startsWith("HTTP/1.1 200 ")
        .contains("Content-Length: 21", "Date: ")
        .doesNotContain("Transfer-Encoding")
        .endsWith("\r\n\r\n" + TEXT);
  }

  @Test
  void aReaderOfHttp10KeepsItsConnectionIfItAsksTo() throws Exception {
    String answer =
        gateway.raw(
            "GET /https/example.org/feed.xml HTTP/1.0",
            "Connection: keep-alive",
            "If-None-Match: " + ours,
            "",
            "GET https://example.org/feed.xml HTTP/1.0");

    assertThat(answer).startsWith("HTTP/1.1 304 ").endsWith("\r\n\r\n" + TEXT);
  }
}
