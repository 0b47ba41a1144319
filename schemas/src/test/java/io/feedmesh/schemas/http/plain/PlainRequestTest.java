package io.feedmesh.schemas.http.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainRequestTest {
  private static PlainRequest read(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return PlainRequest.read(bytes, 0, bytes.length);
  }

  @Test
  void aReadersRequestIsRead() {
    String text =
        String.join(
            "\r\n",
            "GET /https/example.org/feed.xml?format=rss&n=10 HTTP/1.1",
            "Host: edge.example:8080",
            "user-agent:  A reader/1.0 (+https://example.org; 12 subscribers) \t ",
            "Accept: */*;q=0.5",
            "Accept-Encoding: gzip, br",
            "If-None-Match: \"a\"",
            "If-None-Match: W/\"b\"",
            "a-im: feed",
            "Connection: Keep-Alive",
            "",
            "");

    PlainRequest request = read(text + "GET / HTTP/1.1\r\n");

    assertThat(request.head()).isFalse();
    assertThat(request.target()).isEqualTo("/https/example.org/feed.xml?format=rss&n=10");
    assertThat(request.end()).isEqualTo(text.length());
    assertThat(request.fields().stream().map(HttpField::toString))
        .containsExactly(
            "User-Agent: A reader/1.0 (+https://example.org; 12 subscribers)",
            "Accept-Encoding: gzip, br",
            "If-None-Match: \"a\"",
            "If-None-Match: W/\"b\"",
            "A-IM: feed");
    assertThat(request.fields().getFields(HttpHeader.IF_NONE_MATCH)).hasSize(2);
  }

  @Test
  void headIsOneToo() {
    assertThat(read("HEAD /f HTTP/1.1\r\nHost: edge\r\n\r\n").head()).isTrue();
  }

  @Test
  void halfOfOneIsNone() {
    String text = "GET /f HTTP/1.1\r\nHost: edge\r\nAccept-Encoding: gzip\r\n\r\n";
    assertThat(read(text)).isNotNull();
    for (int length = 0; length < text.length(); length++) {
      assertThat(read(text.substring(0, length))).as("first %d bytes", length).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /f HTTP/1.1\r\nHost: edge\r\n\r\n",
        "get /f HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET  /f HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET /f HTTP/1.0\r\nHost: edge\r\n\r\n",
        "GET /f HTTP/1.1\nHost: edge\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\n\n",
        "\r\nGET /f HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET /f HTTP/1.1\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nHost: edge\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost:\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: :80\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge:\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge:0\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge:65536\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge:80:80\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: [::1]\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: user@edge\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost : edge\r\n\r\n",
        "GET /f HTTP/1.1\r\n Host: edge\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET //f HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET http://example.org/f HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET /f%20g HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET /f;g HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET /f#g HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET /f\\g HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET /f\u00e9 HTTP/1.1\r\nHost: edge\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nContent-Length: 0\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nExpect: 100-continue\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nUpgrade: h2c\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nConnection: keep-alive, upgrade\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nRange: bytes=0-1\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nCookie: a=b\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nAuthorization: Basic YTpi\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nVia: 1.1 other\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nX-Unknown: 1\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nAccept\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nAccept: a\r\n b\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nAccept: a\u0000b\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nAccept: a\rb\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nAccept: \u00e9\r\n\r\n",
        "GET /f HTTP/1.1\r\nHost: edge\r\nUser\rAgent: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void whatNeedsMoreThanThisParserIsNone(String text) {
    assertThat(read(text)).isNull();
  }

  @Test
  void manyFieldsAreForTheOtherParser() {
    String fields = "Accept: a\r\n".repeat(19);
    assertThat(read("GET /f HTTP/1.1\r\nHost: edge\r\n" + fields + "\r\n")).isNotNull();
    assertThat(read("GET /f HTTP/1.1\r\nHost: edge\r\nAccept: a\r\n" + fields + "\r\n")).isNull();
  }
}
