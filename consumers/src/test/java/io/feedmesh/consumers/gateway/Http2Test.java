package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 in clear (RFC 9113), beside HTTP/1. */
class Http2Test {
  private static final String TEXT = "<rss>" + "text ".repeat(50_000) + "</rss>";

  @TempDir Path folder;

  @Test
  void readersWhoAskForItGetManyAnswersOverOneConnection() throws Exception {
    try (GatewayRig gateway = new GatewayRig(folder)) {
      gateway.put(1, TEXT);
      HttpClient http = HttpClient.newHttpClient();
      HttpRequest request = gateway.request("GET", GatewayRig.path(GatewayRig.URL));
      HttpResponse<byte[]> first =
          http.send(request, HttpResponse.BodyHandlers.ofByteArray()); // asks to upgrade
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()));
      }

      assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
      for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
        HttpResponse<byte[]> got = answer.get(20, TimeUnit.SECONDS);
        assertThat(got.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(got.body()).asString().isEqualTo(TEXT);
      }
    }
  }

  @Test
  void othersGetHttp1() throws Exception {
    try (GatewayRig gateway = new GatewayRig(folder)) {
      gateway.put(1, TEXT);

      HttpResponse<byte[]> got = gateway.get(GatewayRig.URL);

      assertThat(got.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(got.body()).asString().isEqualTo(TEXT);
    }
  }
}
