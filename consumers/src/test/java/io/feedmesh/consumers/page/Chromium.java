package io.feedmesh.consumers.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * One page in a headless Chromium, where one is installed, through its DevTools protocol: a page
 * with a stream that never ends is never loaded enough for {@code --dump-dom}.
 */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final WebSocket devTools;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  private Chromium(Process process, URI page, HttpClient http) {
    this.process = process;
    this.devTools =
        http.newWebSocketBuilder()
            .buildAsync(page, new Listener())
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
  }

  /** Skips the test where there is none, unless {@code FEEDMESH_REQUIRE_BROWSER=true}. */
  static Chromium open(Path profile, String url) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(profile.resolve("stdout").toFile())
            .redirectError(profile.resolve("stderr").toFile())
            .start();
    Path active = profile.resolve("DevToolsActivePort");
    await().until(() -> lines(active).size() >= 2);
    HttpClient http = HttpClient.newHttpClient();
    URI target = URI.create("http://127.0.0.1:" + lines(active).get(0) + "/json/new?" + url);
    HttpRequest open = HttpRequest.newBuilder(target).PUT(BodyPublishers.noBody()).build();
    JsonNode page = MAPPER.readTree(http.send(open, BodyHandlers.ofString()).body());
    return new Chromium(process, URI.create(page.get("webSocketDebuggerUrl").asText()), http);
  }

  private static Path program() {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      String message = "no Chromium on the PATH (looked for " + String.join(", ", NAMES) + ")";
      assertThat(System.getenv("FEEDMESH_REQUIRE_BROWSER")).as(message).isNotEqualTo("true");
      Assumptions.abort("page not tested in a browser: " + message);
    }
    return program.orElseThrow();
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** The page's DOM as it is now. */
  String dom() {
    return evaluate("document.documentElement.outerHTML");
  }

  /** What an expression gives, as text. */
  String evaluate(String expression) {
    JsonNode answer = call("Runtime.evaluate", Map.of("expression", expression));
    return answer.path("result").path("value").asText();
  }

  /** As a device of that size shows it. */
  void screenshot(Path png, int width, int height, boolean dark) throws IOException {
    var unused =
        call(
            "Emulation.setDeviceMetricsOverride",
            Map.of(
                "width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    unused =
        call(
            "Emulation.setEmulatedMedia",
            Map.of(
                "features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png"));
    Files.write(png, Base64.getDecoder().decode(answer.get("data").asText()));
  }

  private JsonNode call(String method, Map<String, ?> params) {
    int id = calls.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String text =
        MAPPER.valueToTree(Map.of("id", id, "method", method, "params", params)).toString();
    return devTools
        .sendText(text, true)
        .thenCompose(sent -> answer)
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    devTools.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      message.append(text);
      if (last) {
        try {
          JsonNode answer = MAPPER.readTree(message.toString());
          message.setLength(0);
          CompletableFuture<JsonNode> waiting = answers.remove(answer.path("id").asInt());
          if (waiting != null) {
            waiting.complete(answer.path("result"));
          }
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      socket.request(1);
      return null;
    }
  }
}
