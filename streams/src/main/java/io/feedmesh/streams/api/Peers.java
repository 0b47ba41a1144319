package io.feedmesh.streams.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks other processes of the apps for what they have. Safe for use by several threads. */
final class Peers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ObjectMapper json = new ObjectMapper();

  /**
   * What a process says of a path of its own part.
   *
   * @throws ApiException 503 if it does not answer
   */
  Map<String, Object> get(String host, String path) {
    URI uri = URI.create("http://" + host + path);
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        return json.readValue(answer.body(), OBJECT);
      }
      throw silent(host, "it answers " + answer.statusCode());
    } catch (IOException e) {
      throw silent(host, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw silent(host, "interrupted");
    }
  }

  private static ApiException silent(String host, String why) {
    return new ApiException(
        503, "the process at " + host + ", which has a part of this, cannot be asked: " + why);
  }
}
