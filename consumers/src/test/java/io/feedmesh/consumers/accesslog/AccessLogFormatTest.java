package io.feedmesh.consumers.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogFormatTest {
  private static final long TIME = 1_790_000_000_000L;

  private static AccessLine line(String target, String referer, String userAgent) {
    return new AccessLine(
        "192.0.2.7", TIME, "GET", target, "HTTP/1.1", 200, 1234, referer, userAgent);
  }

  @Test
  void combinedIsAsNginxWritesIt() {
    assertThat(AccessLogFormat.COMBINED.write(line("/https/example.org/a?b", "", "Reader/1.0")))
        .isEqualTo(
            "192.0.2.7 - - [21/Sep/2026:14:13:20 +0000] \"GET /https/example.org/a?b HTTP/1.1\""
                + " 200 1234 \"-\" \"Reader/1.0\"");
  }

  @Test
  void whatAClientSendsEndsNeitherItsFieldNorTheLine() {
    AccessLine forged = line("/a\"b", "\\", "x\" 200 1\r\n1.2.3.4 - - ä\u2028");

    assertThat(AccessLogFormat.COMBINED.write(forged))
        .endsWith(
            "\"GET /a\\x22b HTTP/1.1\" 200 1234 \"\\x5C\""
                + " \"x\\x22 200 1\\x0D\\x0A1.2.3.4 - - \\xC3\\xA4\\xE2\\x80\\xA8\"");
    assertThat(AccessLogFormat.JSON.write(forged))
        .isEqualTo(
            "{\"remote_addr\":\"192.0.2.7\",\"time_iso8601\":\"2026-09-21T14:13:20Z\","
                + "\"request\":\"GET /a\\\"b HTTP/1.1\",\"status\":200,\"body_bytes_sent\":1234,"
                + "\"http_referer\":\"\\\\\",\"http_user_agent\":"
                + "\"x\\\" 200 1\\r\\n1.2.3.4 - - \\u00E4\\u2028\"}");
  }

  @ParameterizedTest
  @EnumSource(AccessLogFormat.class)
  void whateverIsWrittenIsOneLineOfAsciiAndReadAsItWas(AccessLogFormat format) {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      AccessLine line = line("/" + text(random), text(random), text(random));

      String written = format.write(line);

      assertThat(written).as("seed %d", seed).matches("[ -~]*");
      assertThat(format.read(written)).as("seed %d: %s", seed, written).contains(line);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    String alphabet = "ab \"\\x2Z[]{}-\t\r\n\0\u007f\u00e4\u20ac";
    for (int left = random.nextInt(20); left > 0; left--) {
      if (random.nextInt(20) == 0) {
        text.appendCodePoint(0x1f600);
      } else {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return text.toString().equals("-") ? "" : text.toString(); // which is how an empty one looks
  }

  @Test
  void readsLinesOfNginxAndApacheWithWhatStandsBesideTheFormat() {
    AccessLine nginx =
        AccessLogFormat.COMBINED
            .read(
                "2001:db8::1 - some user [23/Nov/2026:14:13:57 +0100] \"HEAD /http/a.example/ HTTP/2.0\" 304 0"
                    + " \"-\" \"curl/8\" \"203.0.113.9\" 0.001")
            .orElseThrow();
    AccessLine apache =
        AccessLogFormat.COMBINED
            .read(
                "::1 - - [23/Nov/2026:14:13:57 +0100] \"GET /a HTTP/1.1\" 304 - \"-\" \"a \\\"b\\\"\"")
            .orElseThrow();

    assertThat(nginx.client()).isEqualTo("2001:db8::1");
    assertThat(nginx.method()).isEqualTo("HEAD");
    assertThat(nginx.target()).isEqualTo("/http/a.example/");
    assertThat(nginx.time()).isEqualTo(1_795_439_637_000L);
    assertThat(apache.userAgent()).isEqualTo("a \"b\"");
    assertThat(apache.bytes()).isZero();
  }

  @Test
  void readsJsonAsNginxTemplatesHaveIt() {
    AccessLine line =
        AccessLogFormat.JSON
            .read(
                "{\"time_iso8601\":\"2026-09-21T16:13:20+02:00\",\"remote_addr\":\"192.0.2.7\",\"more\":{\"x\":[1]},"
                    + "\"request\":\"GET /https/example.org/a?b HTTP/1.1\",\"status\":\"200\","
                    + "\"body_bytes_sent\":\"1234\",\"http_user_agent\":\"Reader/1.0\"}")
            .orElseThrow();

    assertThat(line).isEqualTo(line("/https/example.org/a?b", "", "Reader/1.0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "\0\0\0",
        "192.0.2.7 - - [21/Sep/2026:14:13:20 +0000] \"\\x16\\x03\\x01\" 400 150 \"-\" \"-\"",
        "192.0.2.7 - - [21/Sep/2026:14:13:20 +0000] \"-\" 400 0 \"-\" \"-\"",
        "192.0.2.7 - - [yesterday] \"GET /a HTTP/1.1\" 200 1 \"-\" \"-\"",
        "192.0.2.7 - - [21/Sep/2026:14:13:20 +0000] \"GET /a HTTP/1.1\" 200 1 \"-\" \"cut",
        "{",
        "[]",
        "{\"request\":1}",
        "{\"remote_addr\":\"a\",\"request\":\"GET /a HTTP/1.1\",\"status\":\"x\",\"time_iso8601\":\"\"}",
        "{\"remote_addr\":\"a\",\"request\":\"GET /a HTTP/1.1\",\"time_iso8601\":\"2026-09-21T16:13:20Z\"}"
      })
  void whatIsNoLineOfTheFormatIsNone(String text) {
    assertThat(AccessLogFormat.COMBINED.read(text)).isEmpty();
    assertThat(AccessLogFormat.JSON.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "\"", "\\", "- ", "{\"a\":", "[["})
  void aHostileLineIsReadInNoTime(String part) {
    String line = "192.0.2.7 - " + part.repeat(60_000 / part.length());

    assertThat(AccessLogFormat.COMBINED.read(line)).isEmpty();
    assertThat(AccessLogFormat.COMBINED.read(line + line)).isEmpty();
    assertThat(AccessLogFormat.JSON.read(part.repeat(60_000 / part.length()))).isEmpty();
  }
}
