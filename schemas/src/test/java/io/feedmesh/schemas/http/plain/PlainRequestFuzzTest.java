package io.feedmesh.schemas.http.plain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of parts that are plain, and of some that are not quite. */
class PlainRequestFuzzTest {
  private static final String[] LINES = {
    "Host: edge\r\n",
    "host:edge:80\r\n",
    "Host: [::1]\r\n",
    "User-Agent: reader/1.0\r\n",
    "uSER-aGENT:\treader \t\r\n",
    "Accept: */*\r\n",
    "Accept-Encoding: gzip\r\n",
    "If-None-Match: \"a\", W/\"b\"\r\n",
    "If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT\r\n",
    "A-IM: feed\r\n",
    "Connection: keep-alive\r\n",
    "Connection: keep-alive \r\n",
    "Connection: close\r\n",
    "Content-Length: 3\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Accept: a\r\n b\r\n",
    "Accept:\r\n",
    "Accept : a\r\n",
    "Accept: a\n",
    "X: y\r\n",
    "abc",
    "\r\n",
    "\r\nGET /g HTTP/1.1\r\n"
  };

  @ParameterizedTest
  @ValueSource(strings = {"browser", "curl", "feedparser", "newsboat", "two"})
  void whatReadersSendIsPlain(String reader) throws IOException {
    Path seed = Path.of("src/test/resources/plain/requests", reader + ".http");
    assertThat(PlainRequestFuzzTarget.fuzzerTestOneInput(Files.readAllBytes(seed))).isTrue();
  }

  @Test
  void whatIsPlainIsTheSameToJettysParser() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    int plain = 0;
    for (int i = 0; i < 50_000; i++) {
      String text = request(random);
      try {
        plain += PlainRequestFuzzTarget.fuzzerTestOneInput(text.getBytes(ISO_8859_1)) ? 1 : 0;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + text, e);
      }
    }
    assertThat(plain).as("seed %d: plain ones among 50,000", seed).isGreaterThan(500);
  }

  private static String host(Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(8); n >= 0; n--) {
      text.append("ab-.:0127[]".charAt(random.nextInt(11)));
    }
    return text + (random.nextInt(3) == 0 ? ":" + random.nextInt(70_000) : "");
  }

  private static String request(Random random) {
    StringBuilder text = new StringBuilder();
    text.append(random.nextInt(10) == 0 ? "HEAD" : "GET").append(" /http/example.org/f");
    if (random.nextInt(5) == 0) {
      text.append((char) random.nextInt(256)).append("?a=b");
    }
    text.append(" HTTP/1.1\r\n");
    if (random.nextInt(10) > 0) {
      text.append("Host: ").append(random.nextInt(4) == 0 ? host(random) : "edge").append("\r\n");
    }
    for (int n = random.nextInt(6); n > 0; n--) {
      text.append(LINES[random.nextInt(LINES.length)]);
    }
    text.append("\r\n");
    if (random.nextInt(4) == 0) {
      text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
    }
    if (random.nextInt(4) == 0) {
      text.append("GET / HTTP/1.1\r\n\r\n");
    }
    return text.toString();
  }
}
