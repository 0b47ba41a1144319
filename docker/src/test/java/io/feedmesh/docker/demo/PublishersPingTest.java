package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PublishersPingTest {
  private static final Duration PACE = Duration.ofMillis(300);

  private record Received(String target, String contentType, String body) {}

  @TempDir Path directory;

  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private volatile int status = 200;
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String target = exchange.getRequestURI().toString();
          String type = exchange.getRequestHeaders().getFirst("Content-Type");
          received.add(new Received(target, type, body));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void blogsPingByXmlRpcAfterTheyPosted() throws Exception {
    try (Publishers publishers = publishers(1, null, "")) {
      publishers.start();
      String url = publishers.feedUrls().get(0);
      await().until(() -> received.size() >= 2);

      Received ping = received.peek();
      assertThat(ping.target()).isEqualTo("/RPC2");
      assertThat(ping.contentType()).startsWith("text/xml");
      Document call =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(ping.body().getBytes(StandardCharsets.UTF_8)));
      assertThat(call.getElementsByTagName("methodName").item(0).getTextContent())
          .isEqualTo("weblogUpdates.ping");
      assertThat(call.getElementsByTagName("string").item(0).getTextContent())
          .isEqualTo("The Harbour Log");
      assertThat(call.getElementsByTagName("string").item(1).getTextContent()).isEqualTo(url);
      assertThat(ParsedFeed.parse(Web.get(url).body()).ids().get(0)).doesNotEndWith("post-15");
    }
  }

  @Test
  void blogsPingByRestAfterTheyPosted() {
    try (Publishers publishers = publishers(2, null, "/")) {
      publishers.start();
      await().until(() -> received.stream().anyMatch(ping -> ping.target().startsWith("/ping?")));

      Received ping =
          received.stream().filter(p -> p.target().startsWith("/ping?")).findFirst().orElseThrow();
      Map<String, String> query = query(ping.target());
      assertThat(query)
          .containsEntry("name", "Slow Oven")
          .containsEntry("url", publishers.feedUrls().get(1).replace("feed.atom", ""))
          .containsEntry("rssUrl", publishers.feedUrls().get(1));
    }
  }

  @Test
  void goesOnWhenThePingsAreRefused() {
    status = 500;
    try (Publishers publishers = publishers(2, null, "")) {
      publishers.start();

      await().until(() -> received.size() >= 6);
    }
  }

  @Test
  void goesOnWhenNobodyListens() {
    receiver.stop(0);
    try (Publishers publishers = publishers(2, null, "")) {
      publishers.start();
      String url = publishers.feedUrls().get(0);
      String first = Web.header(Web.get(url), "ETag");

      await().until(() -> !Web.header(Web.get(url), "ETag").equals(first));
    }
  }

  @Test
  void aReceiverThatNeverAnswersHoldsUpNeitherPostsNorClosing() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    receiver.removeContext("/");
    receiver.createContext(
        "/",
        exchange -> {
          try (exchange) {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (Publishers publishers = publishers(2, null, "")) {
      publishers.start();
      String url = publishers.feedUrls().get(0);
      String first = Web.header(Web.get(url), "ETag");
      await().until(() -> !Web.header(Web.get(url), "ETag").equals(first));

      assertTimeoutPreemptively(Duration.ofSeconds(2), publishers::close);
    } finally {
      end.countDown();
    }
  }

  @Test
  void historiesPingAsTheyAdvanceAndThenNoMore() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("feeds/news & more"));
    for (int version = 1; version <= 4; version++) {
      Files.writeString(folder.resolve(version + ".xml"), "<rss><!-- " + version + " --></rss>");
    }
    try (Publishers publishers = publishers(0, directory.resolve("feeds"), "")) {
      publishers.start();
      List<String> urls = publishers.feedUrls();
      assertThat(urls).hasSize(1);
      await().until(() -> Web.text(Web.get(urls.get(0))).contains("<!-- 4 -->"));
      await().until(() -> !received.isEmpty());

      assertThat(received)
          .hasSizeLessThanOrEqualTo(3)
          .allSatisfy(ping -> assertThat(ping.body()).contains(Html.escape(urls.get(0))));
      assertThat(received.peek().body()).contains("<string>news &amp; more</string>");
    }
  }

  private Publishers publishers(int blogs, Path demoFeeds, String afterPort) {
    URI root = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + afterPort);
    return new Publishers(
        new PublishersConfig(directory.resolve("state"), 0, blogs, PACE, demoFeeds, PACE, root));
  }

  private static Map<String, String> query(String target) {
    Map<String, String> query = new HashMap<>();
    for (String pair : target.substring(target.indexOf('?') + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }
}
