package io.feedmesh.producers.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.url.FeedUrl;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many at once: none is lost, and what one costs is printed, client and broker included. */
class ReceiverLoadTest {
  private static final int AT_ONCE = 64;
  private static final int PINGS = 10_000;
  private static final int DELIVERIES = 2000;
  private static final int DOCUMENT_BYTES = 20_000;

  private final ReceiverRig rig = new ReceiverRig();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void everyPingThatWasThankedForIsOnTheTopic() {
    run("warm-up", PINGS / 10, i -> rig.request("/ping?url=http://w.example/" + i));

    run("pings", PINGS, i -> rig.request("/ping?url=http://b.example/" + i));

    assertThat(rig.pings(PINGS + PINGS / 10))
        .extracting(Ping::getFeedUrl)
        .hasSize(PINGS + PINGS / 10)
        .doesNotHaveDuplicates();
    assertThat(rig.counted("rest", "taken")).isEqualTo(PINGS + PINGS / 10);
  }

  @Test
  void everyDeliveryThatWasAcknowledgedIsAChange() {
    run("warm-up", DELIVERIES / 10, i -> delivery("http://w.example/" + i));

    run("deliveries of 20 KB", DELIVERIES, i -> delivery("http://b.example/" + i));

    assertThat(rig.changes(DELIVERIES + DELIVERIES / 10))
        .extracting(Change::getFeedUrl)
        .hasSize(DELIVERIES + DELIVERIES / 10)
        .doesNotHaveDuplicates();
    assertThat(rig.pushResults(DELIVERIES)).isNotEmpty();
  }

  private HttpRequest.Builder delivery(String url) {
    FeedUrl feed = FeedUrl.parse(url);
    StringBuilder text = new StringBuilder("<rss>");
    Random words = new Random(url.hashCode());
    while (text.length() < DOCUMENT_BYTES) {
      text.append(Integer.toString(words.nextInt(50_000), 36)).append(' ');
    }
    byte[] document = text.toString().getBytes(UTF_8);
    return rig.request(ReceiverRig.KEYS.callbackPath(Caller.WEBSUB, feed))
        .header("X-Hub-Signature", "sha256=" + mac(feed, document))
        .POST(BodyPublishers.ofByteArray(document));
  }

  private static String mac(FeedUrl feed, byte[] document) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ReceiverRig.KEYS.secret(feed).getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(document));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private void run(String what, int count, IntFunction<HttpRequest.Builder> request) {
    Semaphore free = new Semaphore(AT_ONCE);
    long cpu = cpuNanos();
    long start = System.nanoTime();
    CompletableFuture<?>[] answers =
        IntStream.range(0, count)
            .mapToObj(
                i -> {
                  free.acquireUninterruptibly();
                  return client
                      .sendAsync(request.apply(i).build(), BodyHandlers.ofString())
                      .thenApply(HttpResponse::statusCode)
                      .whenComplete((status, failure) -> free.release())
                      .thenAccept(status -> assertThat(status).isBetween(200, 202));
                })
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(answers).join();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%s: %d in %.2f s, %.0f a second; %.3f ms of CPU each%n",
        what, count, seconds, count / seconds, (cpuNanos() - cpu) / 1e6 / count);
  }

  private static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
