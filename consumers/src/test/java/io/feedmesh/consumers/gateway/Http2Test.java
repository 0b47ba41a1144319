package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
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
      HttpResponse<byte[]> first = gateway.get(GatewayRig.URL); // asks to upgrade
      List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(
            gateway.http.sendAsync(
                gateway.request("GET", GatewayRig.path(GatewayRig.URL)),
                HttpResponse.BodyHandlers.ofByteArray()));
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
      HttpClient http1 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

      HttpResponse<byte[]> got =
          http1.send(
              gateway.request("GET", GatewayRig.path(GatewayRig.URL)),
              HttpResponse.BodyHandlers.ofByteArray());

      assertThat(got.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(got.body()).asString().isEqualTo(TEXT);
    }
  }
}
