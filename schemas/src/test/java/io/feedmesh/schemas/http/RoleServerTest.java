package io.feedmesh.schemas.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoleServerTest {
  private static final byte STATUS_200 = (byte) 0x88; // RFC 7541, appendix A
  private static final byte STATUS_400 = (byte) 0x8c;

  private final Health health = new Health();
  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final RoleServer server = new RoleServer("role", 0, health, registry, List.of());

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsWhetherTheRoleIsWell() throws Exception {
    AtomicReference<String> problem = new AtomicReference<>();
    health.check("disk", () -> Optional.ofNullable(problem.get()));

    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/health").body()).isEqualTo("ok\n");

    problem.set("full");
    assertThat(get("/health").statusCode()).isEqualTo(503);
    assertThat(get("/health").body()).isEqualTo("disk: full\n");
  }

  @Test
  void givesItsMetersToPrometheus() throws Exception {
    registry.counter("feedmesh.things", "kind", "good").increment(3);

    HttpResponse<String> answer = get("/metrics");

    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(answer.body())
        .contains("feedmesh_things_total{kind=\"good\"} 3.0")
        .contains("jvm_memory_used_bytes", "process_cpu_usage");
  }

  @Test
  void answers404ForWhatItDoesNotHave() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhichPortIsTakenAndWhatToDo() {
    RoleServer second = new RoleServer("second", server.port(), health, registry, List.of());

    assertThatThrownBy(second::start)
        .isInstanceOf(PortInUseException.class)
        .hasMessageContaining("port " + server.port() + " is in use")
        .hasMessageContaining("--port");
  }

  @Test
  void section831OfRfc9113OverHttp2ARequestNamesOneHostOnly() throws Exception {
    ServerLimits proxy = new ServerLimits(Duration.ofSeconds(20), true, true);
    try (RoleServer second = new RoleServer("edge", 0, health, registry, List.of(), proxy)) {
      second.start();
      try (Http2Wire client = new Http2Wire(second.port())) {
        client.headers(1, true, health("a"));
        assertThat(client.next(1).payload()).contains(STATUS_200);
        client.headers(3, true, health("b"));
        assertThat(client.next(3).payload()).startsWith(STATUS_400);
      }
    }
  }

  private static String[] health(String host) {
    return new String[] {
      ":method", "GET", ":scheme", "http", ":path", "/health", ":authority", "a", "host", host
    };
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
