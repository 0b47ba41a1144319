package io.feedmesh.producers.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.producers.push.PushToken;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Aggregation services hand in whole documents. */
class PushTest {
  private static final String FEED = "http://b.example/feed";
  private static final byte[] DOCUMENT = "<rss version='2.0'><channel/></rss>".getBytes(UTF_8);
  private static final String TOKEN =
      new PushToken("agg", Set.of("b.example"), Instant.parse("2999-01-01T00:00:00Z"))
          .signed(ReceiverRig.KEYS);

  private final ReceiverRig rig = new ReceiverRig();

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  void aDocumentWithinTheTokensTrustIsAChange() throws Exception {
    HttpResponse<String> answer =
        rig.send(push("/push?url=" + FEED, DOCUMENT).header("Content-Type", "text/xml"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("taken: 35 bytes of " + FEED);
    Change change = rig.changes(1).get(0);
    assertThat(change.getFeedUrl()).isEqualTo(FEED);
    assertThat(Bodies.gunzip(change.getBody(), 1000)).isEqualTo(DOCUMENT);
    assertThat(change.getSource()).isEqualTo(ChangeSource.PUSH);
    assertThat(change.getFetchedBy()).isEqualTo("agg");
    assertThat(change.getOrigin().getContentType()).isEqualTo("text/xml");
    assertThat(rig.counted("push", "document")).isOne();
  }

  @Test
  void aGzippedDocumentIsStoredAsItIsDecodedAndTheFeedMayBeNamedByAField() throws Exception {
    byte[] gzipped = Bodies.bytes(Bodies.gzip(DOCUMENT));

    HttpResponse<String> answer =
        rig.send(
            push("/push", gzipped).header("Feed-URL", FEED).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(rig.changes(1).get(0).getContentHash()).isEqualTo(Bodies.hash(DOCUMENT));
  }

  @Test
  void aDocumentBeyondTheTokensTrustIsAPingAndNeverBelieved() throws Exception {
    HttpResponse<String> answer = rig.send(push("/push?url=http://other.example/feed", DOCUMENT));
    rig.send(push("/push?url=" + FEED, DOCUMENT));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("pinged", "other.example");
    Ping ping = rig.pings(1).get(0);
    assertThat(ping.getFeedUrl()).isEqualTo("http://other.example/feed");
    assertThat(ping.getSource()).isEqualTo(PingSource.PUSH);
    assertThat(ping.getSender()).isEqualTo("agg");
    assertThat(rig.changes(1)).extracting(Change::getFeedUrl).containsExactly(FEED);
    assertThat(rig.counted("push", "untrusted")).isOne();
  }

  @Test
  void whatIsWrongIsSaidAndCounted() throws Exception {
    String target = "/push?url=" + FEED;
    HttpRequest.Builder nobody = rig.request(target).POST(BodyPublishers.ofByteArray(DOCUMENT));

    assertThat(rig.send(nobody).headers().firstValue("www-authenticate"))
        .hasValue("Bearer realm=\"feedmesh\"");
    assertThat(rig.send(nobody.header("Authorization", "Bearer x")).statusCode()).isEqualTo(401);
    assertThat(rig.send(push(target, new byte[0])).statusCode()).isEqualTo(400);
    assertThat(rig.send(push(target, DOCUMENT).header("Content-Encoding", "br")).statusCode())
        .isEqualTo(415);
    assertThat(rig.send(push(target, DOCUMENT).header("Content-Encoding", "gzip")).statusCode())
        .isEqualTo(400);
    assertThat(rig.send(push("/push?url=%FF", DOCUMENT)).statusCode()).isEqualTo(400);
    assertThat(rig.get(target).statusCode()).isEqualTo(405);
    for (String result :
        new String[] {"no_token", "bad_token", "empty", "coding", "undecodable", "no_feed"}) {
      assertThat(rig.counted("push", result)).as(result).isOne();
    }
  }

  /** What a few kilobytes of gzip can become is bounded before it fills the memory. */
  @Test
  void aBombIsTooLarge() throws Exception {
    byte[] bomb = Bodies.bytes(Bodies.gzip(new byte[10 * 1024 * 1024 + 1]));

    HttpResponse<String> answer =
        rig.send(push("/push?url=" + FEED, bomb).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(rig.counted("push", "too_large")).isOne();
  }

  @Test
  void anAnnouncedLengthOverTheBoundIsRefusedBeforeItComes() throws Exception {
    String answer =
        rig.raw(
            "POST /push?url="
                + FEED
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Authorization: Bearer "
                + TOKEN
                + "\r\nContent-Length: 10485761\r\n\r\n",
            new byte[0]);

    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void aClientThatSendsTooManyIsToldToWait() throws Exception {
    try (ReceiverRig slow =
        new ReceiverRig(
            new ReceiverConfig(0, 1, Duration.ofSeconds(5)).withKeys(ReceiverRig.KEYS))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () ->
                  slow.send(
                              slow.request("/push?url=http://x.example/")
                                  .header("Authorization", "Bearer " + TOKEN)
                                  .POST(BodyPublishers.ofByteArray(new byte[0])))
                          .statusCode()
                      == 429);

      assertThat(slow.counted("push", "limited")).isOne();
    }
  }

  @Test
  void aRefusedClientIsForbidden() throws Exception {
    try (ReceiverRig strict =
        new ReceiverRig(
            new ReceiverConfig(0, 20, Duration.ofSeconds(5))
                .withKeys(ReceiverRig.KEYS)
                .withRefused(Set.of("agg")))) {
      assertThat(
              strict
                  .send(
                      strict
                          .request("/push?url=" + FEED)
                          .header("Authorization", "Bearer " + TOKEN)
                          .POST(BodyPublishers.ofByteArray(DOCUMENT)))
                  .statusCode())
          .isEqualTo(403);
    }
  }

  private HttpRequest.Builder push(String target, byte[] body) {
    return rig.request(target)
        .header("Authorization", "Bearer " + TOKEN)
        .POST(BodyPublishers.ofByteArray(body));
  }
}
