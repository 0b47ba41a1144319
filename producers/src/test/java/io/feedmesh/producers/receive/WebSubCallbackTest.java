package io.feedmesh.producers.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.PushResultKind;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C WebSub as a subscriber: what hubs may and may not do at our callbacks. */
class WebSubCallbackTest {
  private static final FeedUrl FEED = FeedUrl.parse("https://b.example/feed");
  private static final String TOPIC = "https://b.example/self?a=1";
  private static final String PATH = ReceiverRig.KEYS.callbackPath(Caller.WEBSUB, FEED, TOPIC);
  private static final String ABOUT = "&hub.topic=" + URLEncoder.encode(TOPIC, UTF_8);
  private static final byte[] DOCUMENT = "<rss version='2.0'><channel/></rss>".getBytes(UTF_8);

  private final ReceiverRig rig = new ReceiverRig();

  @AfterEach
  void stop() {
    rig.close();
  }

  /** Section 5.3: the body of the answer is the challenge. */
  @Test
  void aSubscriptionOfOursIsVerifiedAndTheScheduleHearsOfIt() throws Exception {
    HttpResponse<String> answer =
        rig.get(PATH + "?hub.mode=subscribe&hub.challenge=c%3C&hub.lease_seconds=600" + ABOUT);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("c<");
    assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; charset=utf-8");
    assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    PushResult result = rig.pushResults(1).get(0);
    assertThat(result.getFeedUrl()).isEqualTo(FEED.toString());
    assertThat(result.getTopic()).isEqualTo(TOPIC);
    assertThat(result.getKind()).isEqualTo(PushResultKind.VERIFIED);
    assertThat(result.getProtocol()).isEqualTo(PushProtocol.WEBSUB);
    assertThat(result.getLeaseSeconds()).isEqualTo(600);
    assertThat(rig.counted("websub_callback", "verified")).isOne();
  }

  /** Sections 5.2 and 5.3. */
  @ParameterizedTest
  @CsvSource({
    "hub.mode=unsubscribe&hub.challenge=c,c,UNSUBSCRIBED,",
    "hub.mode=denied&hub.reason=no,'',DENIED,no",
    "hub.mode=denied,'',DENIED,"
  })
  void theEndOfASubscriptionIsToldToTheSchedule(
      String query, String body, PushResultKind kind, String reason) throws Exception {
    HttpResponse<String> answer = rig.get(PATH + "?" + query + ABOUT);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(body);
    PushResult result = rig.pushResults(1).get(0);
    assertThat(result.getKind()).isEqualTo(kind);
    assertThat(result.getReason()).isEqualTo(reason);
  }

  /** Section 5.3: what was not asked for is answered 404. */
  @Test
  void otherTopicsAndForgedPathsAreNotVerified() throws Exception {
    String forged = PushKeys.of("another key of enough length").callbackPath(Caller.WEBSUB, FEED);
    String cloud = ReceiverRig.KEYS.callbackPath(Caller.RSS_CLOUD, FEED, TOPIC);
    String query = "?hub.mode=subscribe&hub.challenge=c";

    assertThat(rig.get(PATH + query + "&hub.topic=https://b.example/x").statusCode())
        .isEqualTo(404);
    assertThat(raw(PATH + query + "&hub.topic=%zz")).startsWith("HTTP/1.1 404");
    assertThat(rig.get(forged + query + ABOUT).statusCode()).isEqualTo(404);
    assertThat(rig.get(cloud.replace("/rsscloud/", "/websub/") + query + ABOUT).statusCode())
        .isEqualTo(404);
    assertThat(rig.get("/websub/a/b/c" + query + ABOUT).statusCode()).isEqualTo(404);
    assertThat(raw("/websub/%00/%ff" + query + ABOUT)).startsWith("HTTP/1.1 40");
    assertThat(rig.metrics()).doesNotContain("result=\"verified\"");
  }

  /** Section 7: any 2xx acknowledges; the document is a change without a fetch. */
  @ParameterizedTest
  @CsvSource({"sha1,HmacSHA1", "sha256,HmacSHA256", "sha384,HmacSHA384", "sha512,HmacSHA512"})
  void aDeliveryWithAGoodSignatureIsAChange(String method, String algorithm) throws Exception {
    HttpResponse<String> answer =
        deliver(DOCUMENT, method + "=" + mac(algorithm, DOCUMENT), "Content-Type", "text/xml; x=y");

    assertThat(answer.statusCode()).isEqualTo(202);
    Change change = rig.changes(1).get(0);
    assertThat(change.getFeedUrl()).isEqualTo(FEED.toString());
    assertThat(Bodies.gunzip(change.getBody(), 1000)).isEqualTo(DOCUMENT);
    assertThat(change.getContentHash()).isEqualTo(Bodies.hash(DOCUMENT));
    assertThat(change.getSource()).isEqualTo(ChangeSource.WEBSUB);
    assertThat(change.getOrigin().getContentType()).isEqualTo("text/xml; x=y");
    assertThat(change.getOrigin().getLinks())
        .containsExactly("<https://hub.example/>; rel=\"hub\"", "<" + TOPIC + ">; rel=\"self\"");
    PushResult result = rig.pushResults(1).get(0);
    assertThat(result.getKind()).isEqualTo(PushResultKind.DELIVERED);
    assertThat(result.getContentHash()).isEqualTo(change.getContentHash());
    assertThat(result.getSize()).isEqualTo(DOCUMENT.length);
    assertThat(rig.counted("websub_callback", "delivered")).isOne();
  }

  /** Sections 7.1 and 8: acknowledged all the same, and ignored. */
  @ParameterizedTest
  @CsvSource({
    "sha256=00,signature_wrong",
    "md5=00,signature_unknown_method",
    "'',signature_missing"
  })
  void aDeliveryWithABadSignatureIsIgnoredWithoutAWord(String signature, String counted)
      throws Exception {
    HttpResponse<String> answer = deliver(DOCUMENT, signature);
    deliver(DOCUMENT, "sha256=" + mac("HmacSHA256", DOCUMENT));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(rig.changes(1)).hasSize(1);
    assertThat(rig.counted("websub_callback", counted)).isOne();
    assertThat(rig.counted("websub_callback", "delivered")).isOne();
  }

  @Test
  void anEmptyDeliveryIsAPing() throws Exception {
    HttpResponse<String> answer = deliver(new byte[0], "");

    assertThat(answer.statusCode()).isEqualTo(202);
    Ping ping = rig.pings(1).get(0);
    assertThat(ping.getFeedUrl()).isEqualTo(FEED.toString());
    assertThat(ping.getSource()).isEqualTo(PingSource.WEBSUB);
  }

  @Test
  void aDeliveryOverTheBoundIsAPingBeforeItsBodyComes() throws Exception {
    String answer =
        rig.raw(
            "POST "
                + PATH
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Length: 10485761\r\n\r\n",
            new byte[0]);

    assertThat(answer).startsWith("HTTP/1.1 202");
    assertThat(rig.pings(1).get(0).getFeedUrl()).isEqualTo(FEED.toString());
    assertThat(rig.counted("websub_callback", "too_large")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br"})
  void aDeliveryThatCannotBeDecodedIsAPing(String coding) throws Exception {
    deliver(DOCUMENT, "sha256=" + mac("HmacSHA256", DOCUMENT), "Content-Encoding", coding);

    assertThat(rig.pings(1)).hasSize(1);
    assertThat(rig.counted("websub_callback", "undecodable")).isOne();
  }

  @Test
  void aGzippedDeliveryIsSignedAsItCameAndStoredDecoded() throws Exception {
    byte[] gzipped = Bodies.bytes(Bodies.gzip(DOCUMENT));

    deliver(gzipped, "sha256=" + mac("HmacSHA256", gzipped), "Content-Encoding", "gzip");

    assertThat(rig.changes(1).get(0).getContentHash()).isEqualTo(Bodies.hash(DOCUMENT));
  }

  @Test
  void moreDeliveriesOfAFeedThanOneASecondBecomePings() {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              deliver(DOCUMENT, "sha256=" + mac("HmacSHA256", DOCUMENT));
              return rig.counted("websub_callback", "too_frequent") > 0;
            });

    assertThat(rig.pings(1).get(0).getFeedUrl()).isEqualTo(FEED.toString());
  }

  @Test
  void withoutAKeyNothingIsSubscribedTo() throws Exception {
    try (ReceiverRig keyless = new ReceiverRig(new ReceiverConfig(0, 20, Duration.ofSeconds(1)))) {
      assertThat(keyless.get(PATH + "?hub.mode=denied" + ABOUT).statusCode()).isEqualTo(404);
      assertThat(keyless.counted("websub_callback", "unknown")).isOne();
    }
  }

  private String raw(String target) throws Exception {
    return rig.raw(
        "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", new byte[0]);
  }

  private HttpResponse<String> deliver(byte[] body, String signature, String... more)
      throws Exception {
    HttpRequest.Builder request =
        rig.request(PATH)
            .header("Link", "<https://hub.example/>; rel=\"hub\"")
            .header("Link", "<" + TOPIC + ">; rel=\"self\"")
            .POST(BodyPublishers.ofByteArray(body));
    if (!signature.isEmpty()) {
      request.header("X-Hub-Signature", signature);
    }
    return rig.send(more.length == 0 ? request : request.headers(more));
  }

  private static String mac(String algorithm, byte[] body) throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(ReceiverRig.KEYS.secret(FEED).getBytes(UTF_8), algorithm));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }
}
