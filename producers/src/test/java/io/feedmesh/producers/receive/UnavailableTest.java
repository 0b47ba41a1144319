package io.feedmesh.producers.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.producers.push.PushToken;
import io.feedmesh.schemas.kafka.KafkaSettings;
import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.topic.TopicSettings;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What cannot be taken now is not acknowledged, so that whoever sent it tries again. */
class UnavailableTest {
  private static final FeedUrl FEED = FeedUrl.parse("https://b.example/feed");
  private static final byte[] DOCUMENT = "<rss version='2.0'><channel/></rss>".getBytes(UTF_8);
  private static final int LARGEST = 10 * 1024 * 1024;
  private static final String TOKEN =
      new PushToken("agg", Set.of("b.example"), Instant.parse("2999-01-01T00:00:00Z"))
          .signed(ReceiverRig.KEYS);

  /** Nobody listens on port 1. */
  private final KafkaSettings away =
      new KafkaSettings("127.0.0.1:1", TopicSettings.DEFAULT, Map.of("max.block.ms", "5000"));

  private final ReceiverConfig config =
      new ReceiverConfig(0, 20, Duration.ofSeconds(60)).withKeys(ReceiverRig.KEYS);

  @Test
  void whileKafkaIsAwayNoPushAndNoCallbackIsAcknowledged() {
    String hub = ReceiverRig.KEYS.callbackPath(Caller.WEBSUB, FEED, FEED.toString());
    String verify = "?hub.mode=subscribe&hub.challenge=c&hub.lease_seconds=600&hub.topic=" + FEED;
    String cloud = ReceiverRig.KEYS.callbackPath(Caller.RSS_CLOUD, FEED, FEED.toString());
    try (ReceiverRig rig = new ReceiverRig(away, config)) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          List.of(
              rig.begin(push(rig, DOCUMENT)),
              rig.begin(rig.request(hub).POST(BodyPublishers.noBody())),
              rig.begin(rig.request(hub + verify).GET()),
              rig.begin(rig.request(cloud).POST(BodyPublishers.noBody())));

      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.join().statusCode()).isEqualTo(503);
        assertThat(answer.join().headers().firstValue("retry-after")).isPresent();
      }
      assertThat(rig.counted("push", "unavailable")).isOne();
      assertThat(rig.counted("websub_callback", "unavailable")).isEqualTo(2);
      assertThat(rig.counted("rss_cloud_callback", "unavailable")).isOne();
    }
  }

  @Test
  void pastTheMemoryForDocumentsUnderWayLargeOnesAreToldToComeLaterAndSmallOnesGoOn()
      throws Exception {
    List<Socket> underWay = new ArrayList<>();
    try (ReceiverRig rig = new ReceiverRig(config)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                underWay.add(announced(rig));
                return rig.counted("push", "busy") > 0;
              });
      assertThat(rig.raw(head(), new byte[0])).startsWith("HTTP/1.1 503");
      assertThat(rig.send(push(rig, DOCUMENT)).statusCode()).isEqualTo(202);

      for (Socket socket : underWay) {
        socket.close();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions() // as an answer that comes before the body breaks off its sending
          .until(() -> rig.send(push(rig, new byte[LARGEST])).statusCode() == 202);
    }
  }

  /** The largest document, of which nothing comes. */
  private static Socket announced(ReceiverRig rig) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
    socket.getOutputStream().write(head().getBytes(UTF_8));
    return socket;
  }

  private static String head() {
    return "POST /push?url="
        + FEED
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + TOKEN
        + "\r\nContent-Length: "
        + LARGEST
        + "\r\n\r\n";
  }

  private static HttpRequest.Builder push(ReceiverRig rig, byte[] body) {
    return rig.request("/push?url=" + FEED)
        .header("Authorization", "Bearer " + TOKEN)
        .POST(BodyPublishers.ofByteArray(body));
  }
}
