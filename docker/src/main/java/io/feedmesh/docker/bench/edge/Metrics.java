package io.feedmesh.docker.bench.edge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** What one of ours says of itself (Prometheus' text format). Stateless. */
final class Metrics {
  private Metrics() {}

  /** A counter, over all its labels. */
  static double sum(Server server, String counter) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body();
    return text.lines()
        .filter(line -> line.startsWith(counter + " ") || line.startsWith(counter + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
