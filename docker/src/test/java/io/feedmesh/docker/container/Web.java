package io.feedmesh.docker.container;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.testcontainers.containers.GenericContainer;

/** Asks an HTTP server in a container. */
final class Web {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Web() {}

  /**
   * A GET of a path and query as they are, with header fields in pairs of name and value.
   *
   * @param container that listens on 8080
   */
  static HttpResponse<byte[]> get(GenericContainer<?> container, String target, String... fields)
      throws Exception {
    String root = "http://" + container.getHost() + ":" + container.getMappedPort(8080);
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + target));
    if (fields.length > 0) {
      request.headers(fields);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A feed's address at an edge, and at an nginx in front of one. */
  static String target(String feed) {
    return "/" + feed.replaceFirst("://", "/");
  }

  static String field(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
