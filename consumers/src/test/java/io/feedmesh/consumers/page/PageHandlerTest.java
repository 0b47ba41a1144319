package io.feedmesh.consumers.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.http.RoleServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageHandlerTest {
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\u2028'\"";
  private final HttpClient http = HttpClient.newHttpClient();
  private final SamplePage data = new SamplePage();
  private final PageHandler handler = new PageHandler(data);
  private final RoleServer server =
      new RoleServer(
          "edge",
          0,
          new Health(),
          new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
          List.of(handler));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void close() {
    handler.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/page/page.css, text/css; charset=utf-8",
    "/page/page.js, text/javascript; charset=utf-8",
    "/page/icon.svg, image/svg+xml",
    "/page/status.json, application/json",
  })
  void everyFileComesWithItsTypeAndMayRunNothingFromElsewhere(String path, String type)
      throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "data:");
  }

  @Test
  void thePageAsksForNothingButItsOwnFiles() throws Exception {
    String html = get("/").body();
    Matcher addresses = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(html);
    while (addresses.find()) {
      String path = addresses.group(1);
      assertThat(path).startsWith("/");
      if (path.startsWith("/page/")) {
        assertThat(get(path).statusCode()).isEqualTo(200);
      }
    }
    assertThat(html).doesNotContain("<script>", "style=", "onclick", "http://", "https://e.");
    assertThat(get("/page/page.css").body()).doesNotContain("url(", "@import");
    assertThat(get("/page/page.js").body())
        .doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @Test
  void whatFeedsSayStaysData() throws Exception {
    data.with(HOSTILE);

    HttpResponse<String> answer = get("/page/status.json");

    JsonNode row = new ObjectMapper().readTree(answer.body()).get("rows").get(0);
    assertThat(row.get("url").asText()).isEqualTo(HOSTILE);
    assertThat(get("/?q=" + "%3Cscript%3E").body()).isEqualTo(get("/").body());
  }

  @Test
  void givesFiguresAndTheLatestTwoHundredFeedsOrThoseThatMatch() throws Exception {
    for (int i = 0; i < 300; i++) {
      data.with("https://host" + i + ".example/" + (i == 299 ? "Needle&thread" : "feed"));
    }
    data.entries.set(12);

    JsonNode all = status("");
    assertThat(all.get("edge").asText()).isEqualTo("edge-7");
    assertThat(all.get("feeds").asLong()).isEqualTo(300);
    assertThat(all.get("clients").asInt()).isEqualTo(2);
    assertThat(all.get("entries").get("total").asLong()).isEqualTo(12);
    assertThat(all.get("entries").get("perSecond")).hasSize(60);
    assertThat(all.get("rows")).hasSize(200);
    assertThat(all.get("rows").get(0).get("size").asLong()).isEqualTo(7_200);
    JsonNode found = status("?q=%20needle%26%20");
    assertThat(found.get("rows")).hasSize(1);
    assertThat(found.get("filter").asText()).isEqualTo("needle&");
    assertThat(status("?q=" + "x".repeat(5_000)).get("filter").asText()).hasSize(200);
  }

  @Test
  void countsWhatArrivesSecondBySecond() {
    data.documents.set(5);

    await()
        .until(
            () -> {
              data.documents.addAndGet(10);
              return status("").get("documents").get("perSecond").get(58).asLong() > 0;
            });
  }

  @Test
  void answers304ToABrowserThatHasTheFile() throws Exception {
    String etag = get("/page/page.js").headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        HttpRequest.newBuilder(uri("/page/page.js")).header("If-None-Match", etag).build();

    HttpResponse<String> answer = http.send(again, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/page", "/page/", "/page/../pom.xml", "/page/page.html", "/index.html"})
  void servesNothingElse(String path) throws Exception {
    assertThat(get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void takesNothingButGetAndHead() throws Exception {
    HttpRequest post = HttpRequest.newBuilder(uri("/")).POST(BodyPublishers.noBody()).build();
    HttpResponse<String> answer = http.send(post, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpRequest head =
        HttpRequest.newBuilder(uri("/")).method("HEAD", BodyPublishers.noBody()).build();
    assertThat(http.send(head, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private JsonNode status(String query) throws Exception {
    return new ObjectMapper().readTree(get("/page/status.json" + query).body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
