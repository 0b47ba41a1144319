package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTest {
  private static final String TEXT = "<rss>" + "ü text ".repeat(100) + "</rss>";

  @TempDir Path folder;
  private GatewayRig gateway;

  @BeforeEach
  void open() throws Exception {
    gateway = new GatewayRig(folder);
    gateway.put(1, TEXT);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void sendsTheDocumentAsItIs() throws Exception {
    HttpResponse<byte[]> answer = gateway.get(GatewayRig.URL);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
    assertThat(GatewayRig.header(answer, "Content-Encoding")).isEmpty();
    assertThat(GatewayRig.header(answer, "Content-Type")).isEqualTo("application/rss+xml");
    assertThat(GatewayRig.header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
    assertThat(GatewayRig.header(answer, "Last-Modified"))
        .isEqualTo("Fri, 20 Nov 2026 11:00:00 GMT");
    assertThat(GatewayRig.header(answer, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(GatewayRig.header(answer, "Cache-Control"))
        .isEqualTo(
            "public, max-age=300, s-maxage=5, stale-while-revalidate=5, stale-if-error=86400");
    assertThat(GatewayRig.header(answer, "Age")).isEqualTo("0");
    assertThat(GatewayRig.header(answer, "Date")).endsWith(" GMT");
    assertThat(GatewayRig.header(answer, "Cache-Status")).isEqualTo("feedmesh; hit");
    assertThat(GatewayRig.header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(GatewayRig.header(answer, "Content-Security-Policy")).contains("sandbox");
    assertThat(gateway.answered).containsExactly(GatewayRig.URL);
    assertThat(gateway.requests("hit")).isEqualTo(1);
  }

  @Test
  void sendsGzipToWhoTakesItUnderATagOfItsOwn() throws Exception {
    HttpResponse<byte[]> answer = gateway.get(GatewayRig.URL, "Accept-Encoding", "br, gzip");

    assertThat(GatewayRig.header(answer, "Content-Encoding")).isEqualTo("gzip");
    assertThat(GatewayRig.header(answer, "ETag")).endsWith("-gzip\"");
    assertThat(GatewayRig.header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(GatewayRig.header(gateway.get(GatewayRig.URL), "ETag"))
        .isNotEqualTo(GatewayRig.header(answer, "ETag"))
        .matches("\"[0-9a-f]{32}\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void headGivesTheSameHeaderWithoutTheBody(String coding) throws Exception {
    HttpResponse<byte[]> get = gateway.get(GatewayRig.URL, "Accept-Encoding", coding);
    HttpResponse<byte[]> head =
        gateway.send("HEAD", GatewayRig.path(GatewayRig.URL), "Accept-Encoding", coding);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : new String[] {"Content-Length", "ETag", "Content-Type", "Last-Modified"}) {
      assertThat(GatewayRig.header(head, name)).isEqualTo(GatewayRig.header(get, name));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "If-None-Match | ours",
        "If-None-Match | W/ours",
        "If-None-Match | \"x\", ours",
        "If-None-Match | \"origin-1\"",
        "If-None-Match | *",
        "If-Modified-Since | Fri, 20 Nov 2026 11:00:00 GMT",
        "If-Modified-Since | Friday, 20-Nov-26 11:00:00 GMT",
        "If-Modified-Since | Fri Nov 20 11:00:00 2026",
        "If-Modified-Since | Fri, 20 Nov 2026 13:00:00 GMT",
      })
  void answers304ToWhoHasIt(String name, String value) throws Exception {
    String etag = GatewayRig.header(gateway.get(GatewayRig.URL), "ETag");

    HttpResponse<byte[]> answer = gateway.get(GatewayRig.URL, name, value.replace("ours", etag));

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(GatewayRig.header(answer, "Content-Length")).as("RFC 9110, 8.6").isEmpty();
    assertThat(GatewayRig.header(answer, "ETag")).isEqualTo(etag);
    assertThat(GatewayRig.header(answer, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(gateway.requests("not_modified")).isEqualTo(1);
    assertThat(gateway.answered).hasSize(2);
  }

  @Test
  void theTagGoesBeforeTheDate() throws Exception {
    HttpResponse<byte[]> answer =
        gateway.get(
            GatewayRig.URL,
            "If-None-Match",
            "\"other\"",
            "If-Modified-Since",
            "Fri, 20 Nov 2026 11:00:00 GMT");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void aChangeIsSeenAtOnceByBothValidators() throws Exception {
    HttpResponse<byte[]> before = gateway.get(GatewayRig.URL);
    gateway.put(2, "<rss>new</rss>"); // with the very same Last-Modified

    HttpResponse<byte[]> byTag =
        gateway.get(GatewayRig.URL, "If-None-Match", GatewayRig.header(before, "ETag"));
    HttpResponse<byte[]> byDate =
        gateway.get(
            GatewayRig.URL, "If-Modified-Since", GatewayRig.header(before, "Last-Modified"));

    assertThat(byTag.body()).asString().isEqualTo("<rss>new</rss>");
    assertThat(byDate.body()).asString().isEqualTo("<rss>new</rss>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    HttpResponse<byte[]> answer = gateway.send(method, GatewayRig.path(GatewayRig.URL));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(GatewayRig.header(answer, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void servesWhoTakesItForAProxy() throws Exception {
    String answer =
        gateway.raw(
            "GET https://example.org/feed.xml HTTP/1.1", "Host: example.org", "Connection: close");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Cache-Status: feedmesh; hit");
    assertThat(answer).as("section 7.6.3 of RFC 9110").contains("Via: 1.1 feedmesh-edge-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.example", "example.org:8080", "127.0.0.1"})
  void section322OfRfc9112AProxyGoesByTheTargetWhateverTheHostField(String host) throws Exception {
    String answer =
        gateway.raw(
            "GET https://example.org/feed.xml HTTP/1.1", "Host: " + host, "Connection: close");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("Cache-Status: feedmesh; hit");
  }

  @Test
  void servesClientsOfHttp10() throws Exception {
    String answer = gateway.raw("GET /https/example.org/feed.xml HTTP/1.0");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains(" text ");
  }

  @Test
  void refusesClientsFromElsewhereButNotTheirHealthChecks(@TempDir Path other) throws Exception {
    try (GatewayRig closed = new GatewayRig(other, java.util.List.of("192.0.2.0/24"), true)) {
      HttpResponse<byte[]> answer = closed.get(GatewayRig.URL);

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).asString().contains(GatewayRig.REFUSAL);
      assertThat(closed.send("GET", "/health").statusCode()).isEqualTo(200);
    }
  }
}
