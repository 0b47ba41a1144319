package io.feedmesh.consumers.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.accesslog.AccessLine;
import io.feedmesh.consumers.accesslog.AccessLogConfig;
import io.feedmesh.consumers.accesslog.AccessLogFormat;
import io.feedmesh.schemas.kafka.KafkaSettings;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EdgeAccessLogTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(AccessLogFormat.class)
  void eachRequestIsALineAsItCame(AccessLogFormat format) throws Exception {
    Path file = folder.resolve("access.log");
    EdgeConfig config =
        EdgeRig.config(
            folder.resolve("spool"),
            Duration.ofDays(7),
            Duration.ofSeconds(60),
            Optional.of(new AccessLogConfig(Optional.of(file), format)));
    byte[] refused;
    try (EdgeRig edge = new EdgeRig(KafkaSettings.of("127.0.0.1:1"), config)) {
      edge.get("/https/example.org/%2e%2e/a?b=%22", "User-Agent", "Reader \"1\"", "Referer", "x");
      refused = edge.get("/nothing").body();
      raw(edge.app.port(), "GET http://user@nowhere.invalid/feed HTTP/1.1\r\nHost: a\r\n");
    }

    List<AccessLine> lines =
        Files.readAllLines(file).stream().map(text -> format.read(text).orElseThrow()).toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).target()).isEqualTo("/https/example.org/%2e%2e/a?b=%22");
    assertThat(lines.get(0).userAgent()).isEqualTo("Reader \"1\"");
    assertThat(lines.get(0).referer()).isEqualTo("x");
    assertThat(lines.get(0).client()).isEqualTo("127.0.0.1");
    assertThat(lines.get(1).status()).isEqualTo(404);
    assertThat(lines.get(1).bytes()).isEqualTo(refused.length);
    assertThat(lines.get(2).target()).startsWith("http://");
  }

  private static void raw(int port, String request) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
    }
  }
}
