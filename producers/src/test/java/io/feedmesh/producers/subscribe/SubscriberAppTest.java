package io.feedmesh.producers.subscribe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.feedmesh.producers.TopicContents;
import io.feedmesh.schemas.http.Health;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.kafka.RecordSender;
import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.PushResultKind;
import io.feedmesh.schemas.testing.RawOrigin;
import io.feedmesh.schemas.testing.TestBroker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubscriberAppTest {
  private static final String FEED = "https://blog.example/feed.xml";

  private final KafkaSettings kafka = TestBroker.shared().withTopics(2);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Health health = new Health();
  private final RecordSender sender = kafka.sender("test");
  private final TopicContents contents = new TopicContents(kafka);
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private final CountDownLatch answering = new CountDownLatch(1);
  private volatile boolean held;
  private HttpServer hub;
  private SubscriberApp app;

  @BeforeEach
  void start() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.setExecutor(Executors.newCachedThreadPool());
    hub.createContext("/hub", exchange -> answer(exchange, 202, ""));
    hub.createContext("/no", exchange -> answer(exchange, 400, "hub.topic: unknown"));
    hub.createContext(
        "/cloud", exchange -> answer(exchange, 200, "<notifyResult success=\"true\"/>"));
    hub.createContext("/moved", exchange -> redirect(exchange, 307));
    hub.createContext("/found", exchange -> redirect(exchange, 302));
    hub.start();
    app = new SubscriberApp(kafka, config(true), registry, health);
    app.start();
  }

  @AfterEach
  void stop() {
    app.close();
    sender.close();
    hub.stop(0);
  }

  @Test
  void whatTheScheduleRequestsIsPostedToTheHubAndItsAnswerTold() {
    request(PushProtocol.WEBSUB, "/hub", true);

    PushResult result = results(1).get(0);
    assertThat(result.getKind()).isEqualTo(PushResultKind.ACCEPTED);
    assertThat(posted).hasSize(1);
    assertThat(posted.get(0))
        .startsWith("POST /hub application/x-www-form-urlencoded Feedmesh/")
        .contains("hub.mode=subscribe", "hub.secret=", "hub.callback=https%3A%2F%2Fpush.example");
  }

  @Test
  void refusalsAreTold() {
    request(PushProtocol.WEBSUB, "/no", true);

    PushResult result = results(1).get(0);
    assertThat(result.getKind()).isEqualTo(PushResultKind.FAILED);
    assertThat(result.getReason()).isEqualTo("status 400 hub.topic: unknown");
  }

  @Test
  void aCloudSaysAtOnceThatItWillTell() {
    request(PushProtocol.RSS_CLOUD, "/cloud", true);

    assertThat(results(1).get(0).getKind()).isEqualTo(PushResultKind.VERIFIED);
  }

  @Test
  void webSubSection51ARedirectThatKeepsThePostIsFollowedAndNoOther() {
    request(PushProtocol.WEBSUB, "/moved", true);
    assertThat(results(1).get(0).getKind()).isEqualTo(PushResultKind.ACCEPTED);
    assertThat(posted).hasSize(2).allMatch(post -> post.contains("hub.mode=subscribe"));

    request(PushProtocol.WEBSUB, "/found", true);
    assertThat(results(2).get(1).getReason()).contains("302", "POST");
    assertThat(posted).hasSize(3);
  }

  @Test
  void manyFeedsAtOneHubGetTwoConnections() {
    held = true;
    for (int i = 0; i < 150; i++) {
      request(PushProtocol.WEBSUB, "/hub", i % 3 > 0);
    }
    await().until(() -> underWay.get() == 2);
    answering.countDown();

    assertThat(results(150)).allMatch(result -> result.getKind() == PushResultKind.ACCEPTED);
    assertThat(mostUnderWay.get()).isEqualTo(2);
  }

  @Test
  void hubsThatBreakOffOrSpeakNoHttpAreFailuresAndHarmNoOther() {
    try (RawOrigin breaks = RawOrigin.sending("");
        RawOrigin other = RawOrigin.sending("SSH-2.0-x\r\n\r\n")) {
      request(PushProtocol.WEBSUB, breaks.url("/").toString(), true);
      request(PushProtocol.WEBSUB, other.url("/").toString(), true);
      request(PushProtocol.WEBSUB, "http://no-such-hub.invalid/", true);
      request(PushProtocol.WEBSUB, "/hub", true);

      assertThat(results(4))
          .extracting(PushResult::getKind)
          .containsExactlyInAnyOrder(
              PushResultKind.FAILED,
              PushResultKind.FAILED,
              PushResultKind.FAILED,
              PushResultKind.ACCEPTED);
      assertThat(breaks.heads()).as("a POST is not sent again").hasSize(1);
    }
  }

  @Test
  void requestsThatMakeNoSenseAreCountedAndPassedOver() {
    request(PushProtocol.UNKNOWN, "/hub", true);
    request(PushProtocol.RSS_CLOUD, "/cloud", false);
    request(PushProtocol.WEBSUB, "mailto:hub@example.org", true);
    request(PushProtocol.WEBSUB, "/hub", true);

    results(1);
    assertThat(posted).hasSize(1);
    await().until(() -> count("bad_request") == 3);
    assertThat(health.problems()).isEmpty();
  }

  @Test
  void hubsAtPrivateAddressesAreNotAskedUnlessAllowed() {
    app.close();
    app = new SubscriberApp(kafka, config(false), registry, health);
    app.start();
    request(PushProtocol.WEBSUB, "/hub", true);

    assertThat(results(1).get(0).getReason()).contains("no public");
    assertThat(posted).isEmpty();
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try (exchange) {
      record(exchange);
      awaitTurn();
      underWay.decrementAndGet(); // before the client can know that it is answered
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private void awaitTurn() {
    try {
      boolean unused = !held || answering.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void redirect(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      record(exchange);
      exchange.getResponseHeaders().set("Location", "/hub");
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private void record(HttpExchange exchange) throws IOException {
    posted.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Type")
            + " "
            + exchange.getRequestHeaders().getFirst("User-Agent")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  private void request(PushProtocol protocol, String endpoint, boolean subscribe) {
    String url =
        endpoint.startsWith("/")
            ? "http://127.0.0.1:" + hub.getAddress().getPort() + endpoint
            : endpoint;
    sender
        .send(
            kafka.topics().pushRequests,
            url,
            new PushRequest(FEED, protocol, url, FEED, subscribe, 0, Instant.now()))
        .join();
  }

  private List<PushResult> results(int count) {
    return contents.read(kafka.topics().pushResults, count);
  }

  private double count(String outcome) {
    var counter = registry.find("feedmesh.subscriber.requests").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }

  private static SubscriberConfig config(boolean allowPrivate) {
    return new SubscriberConfig(
        "subscriber-test",
        URI.create("https://push.example"),
        PushKeys.of("a key of enough characters"),
        allowPrivate,
        "https://mesh.example/bot",
        Duration.ofDays(10));
  }
}
