package io.feedmesh.docker.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A reader of an edge's event stream that keeps the data lines it gets. */
final class SseReader implements AutoCloseable {
  private final List<String> data = new CopyOnWriteArrayList<>();
  private final CompletableFuture<?> stream;

  SseReader(int edgePort) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edgePort + "/changes"))
            .header("Accept", "text/event-stream")
            .build();
    stream =
        HttpClient.newHttpClient()
            .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
            .thenAccept(response -> response.body().forEach(this::line));
  }

  /** What has come so far. */
  List<String> data() {
    return data;
  }

  /** Whether an event has come that holds all of these. */
  boolean has(String... parts) {
    return data.stream().anyMatch(line -> List.of(parts).stream().allMatch(line::contains));
  }

  @Override
  public void close() {
    stream.cancel(true);
  }

  private void line(String line) {
    if (line.startsWith("data:")) {
      data.add(line);
    }
  }
}
