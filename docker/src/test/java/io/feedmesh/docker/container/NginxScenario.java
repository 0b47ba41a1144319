package io.feedmesh.docker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.consumers.spool.SpoolPath;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.MountableFile;

/**
 * {@code docker/nginx.conf} against files where {@link SpoolPath} says; there is no edge behind.
 */
abstract class NginxScenario {
  private static final List<String> FOUND =
      List.of(
          "https://example.org/feed.xml",
          "http://example.org:8085/feed.xml",
          "https://example.org/",
          "https://example.org/blog/",
          "https://example.org/blog",
          "https://example.org/feed.xml?format=rss&page=2",
          "https://example.org/?feed=rss2",
          "https://example.org/blog/?feed=rss2",
          "https://example.org/feed?path=/a/b",
          "https://example.org/feed?path=/a/",
          "https://example.org/%C3%A4%20b/100%25.xml",
          "https://example.org/a.gz",
          "https://xn--bcher-kva.example/feed");

  private static final List<String> LEFT_TO_THE_EDGE =
      List.of(
          "https://example.org/unknown.xml",
          "https://example.org/feed.xml?format=atom",
          "https://example.org//feed.xml",
          "https://example.org/a.gz/b",
          "https://example.org/" + "long".repeat(80));

  private static final Network NETWORK = Network.newNetwork();
  private static GenericContainer<?> nginx;

  @BeforeAll
  static void start() throws IOException {
    nginx = nginx().withNetwork(NETWORK); // whose name server knows no edge1
    for (String url : FOUND) {
      nginx.withCopyToContainer(Transferable.of(gzip(url), 0644), file(url));
    }
    for (String url : LEFT_TO_THE_EDGE.subList(2, LEFT_TO_THE_EDGE.size())) {
      nginx.withCopyToContainer(Transferable.of(gzip(url), 0644), file(url));
    }
    nginx.start();
  }

  @AfterAll
  static void stop() {
    nginx.stop();
    NETWORK.close();
  }

  /** As compose.yaml runs it. */
  static GenericContainer<?> nginx() {
    return new GenericContainer<>(Engine.nginx())
        .withImagePullPolicy(image -> false)
        .withCopyFileToContainer(
            MountableFile.forHostPath("nginx.conf", 0644), "/etc/nginx/nginx.conf")
        .withCreateContainerCmdModifier(create -> create.withUser("10001:10001"))
        .withExposedPorts(8080)
        .waitingFor(Wait.forListeningPort());
  }

  @Test
  void findsWhatTheEdgeSpoolsUnderTheSameAddress() throws Exception {
    for (String url : FOUND) {
      HttpResponse<byte[]> plain = Web.get(nginx, Web.target(url));

      assertThat(plain.statusCode()).as(url).isEqualTo(200);
      assertThat(plain.body()).as(url).asString().isEqualTo(url);
    }
  }

  @Test
  void asksTheEdgeForWhatHasAnotherNameThanItsAddressOrIsNotThere() throws Exception {
    for (String url : LEFT_TO_THE_EDGE) {
      assertThat(Web.get(nginx, Web.target(url)).statusCode()).as(url).isEqualTo(502);
    }
  }

  @Test
  void servesNothingButFeeds() throws Exception {
    for (String target : List.of("/", "/changes", "/http/", "/ftp/example.org/feed", "/health")) {
      assertThat(Web.get(nginx, target).statusCode()).as(target).isEqualTo(404);
    }
  }

  @Test
  void sendsTheFileAsItIsToWhoTakesGzipAndUnpacksItForOthersProxiesIncluded() throws Exception {
    String url = FOUND.get(0);
    for (String[] via : new String[][] {{"X-None", "1"}, {"Via", "1.1 proxy"}}) {
      HttpResponse<byte[]> zipped =
          Web.get(nginx, Web.target(url), "Accept-Encoding", "gzip", via[0], via[1]);
      HttpResponse<byte[]> plain = Web.get(nginx, Web.target(url), via);

      assertThat(Web.field(zipped, "Content-Encoding")).isEqualTo("gzip");
      assertThat(zipped.body()).isEqualTo(gzip(url));
      assertThat(Web.field(plain, "Content-Encoding")).isEmpty();
      assertThatThrownBy(() -> Mesh.unzipped(plain.body())).isInstanceOf(IOException.class);
      assertThat(plain.body()).asString().isEqualTo(url);
      for (HttpResponse<byte[]> each : List.of(zipped, plain)) {
        assertThat(Web.field(each, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(Web.field(each, "Cache-Control")).isEqualTo("public, no-cache");
        assertThat(Web.field(each, "Content-Security-Policy")).contains("sandbox");
      }
    }
  }

  @Test
  void answers304ToBothValidators() throws Exception {
    String target = Web.target(FOUND.get(0));
    HttpResponse<byte[]> first = Web.get(nginx, target, "Accept-Encoding", "gzip");
    String modified = Web.field(first, "Last-Modified");
    String etag = Web.field(first, "ETag");

    assertThat(Web.get(nginx, target, "If-Modified-Since", modified).statusCode()).isEqualTo(304);
    assertThat(Web.get(nginx, target, "If-None-Match", etag).statusCode()).isEqualTo(304);
  }

  private static String file(String url) {
    return "/data/spool/" + SpoolPath.of(FeedUrl.parse(url));
  }

  private static byte[] gzip(String text) {
    return Bodies.bytes(Bodies.gzip(text.getBytes(StandardCharsets.UTF_8)));
  }
}
