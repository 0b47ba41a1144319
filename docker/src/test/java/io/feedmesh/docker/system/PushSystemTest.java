package io.feedmesh.docker.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.feedmesh.docker.Main;
import io.feedmesh.docker.bench.FeedOrigin;
import io.feedmesh.docker.up.UpApp;
import io.feedmesh.docker.up.UpConfig;
import io.feedmesh.streams.schedule.ScheduleConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that are told of instead of polled: hub, publisher and subscriber on real HTTP. */
class PushSystemTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Nothing is polled again while a test runs. */
  private static final ScheduleConfig RARELY =
      new ScheduleConfig(
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofDays(1),
          Duration.ofMillis(10),
          16,
          Duration.ofSeconds(10));

  @TempDir Path folder;
  private final FeedOrigin origin = new FeedOrigin();
  private TestHub hub;
  private UpApp up;

  @BeforeEach
  void start() throws Exception {
    hub = new TestHub();
    URI callback = URI.create("http://127.0.0.1:0");
    up =
        new UpApp(
            new UpConfig(
                folder.resolve("data"),
                0,
                0,
                0,
                0,
                2,
                true,
                RARELY,
                false,
                null,
                "",
                callback,
                false));
    up.start(step -> {});
  }

  @AfterEach
  void stop() {
    up.close();
    hub.close();
    origin.close();
  }

  @Test
  void webSubSection7ASignedDocumentIsTakenWithoutAskingTheOrigin() throws Exception {
    String feed = publish("/feed", atom(1));
    follow(feed);
    await().atMost(PATIENCE).until(() -> hub.subscription(feed) != null);
    assertThat(hub.subscription(feed)).containsEntry("hub.mode", "subscribe");
    int version = 1;
    for (String method : List.of("sha1", "sha256", "sha384", "sha512")) {
      String newest = "tag:e" + ++version;

      int status = hub.distribute(feed, atom(version), method);

      assertThat(status / 100).as(method).isEqualTo(2);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(entries()).contains(newest));
    }
    assertThat(origin.requests("/feed")).as("asked once, when it was subscribed to").isEqualTo(1);
  }

  @Test
  void webSubSection71ADocumentWithABadSignatureIsIgnoredAndCounted() throws Exception {
    String feed = publish("/feed", atom(1));
    follow(feed);
    await().atMost(PATIENCE).until(() -> hub.subscription(feed) != null);

    for (String forged : List.of("sha256=" + "00".repeat(32), "md5=00", "sha1=", "")) {
      assertThat(hub.deliver(feed, atom(3), forged) / 100).as(forged).isEqualTo(2);
    }
    hub.distribute(feed, atom(2), "sha256");

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(entries()).contains("tag:e2"));
    assertThat(entries()).doesNotContain("tag:e3");
    assertThat(up.registry().scrape())
        .contains(
            "result=\"signature_wrong\"} 2.0",
            "result=\"signature_unknown_method\"} 1.0",
            "result=\"signature_missing\"} 1.0");
  }

  @Test
  void webSubSection53WhatNobodyAskedForIsNotConfirmed() throws Exception {
    String feed = publish("/feed", atom(1));
    follow(feed);
    await().atMost(PATIENCE).until(() -> hub.subscription(feed) != null);
    String callback = hub.subscription(feed).get("hub.callback");

    assertThat(hub.verify(callback, "subscribe", feed, "abc").body()).isEqualTo("abc");
    assertThat(hub.verify(callback, "subscribe", feed + "?other", "abc").statusCode())
        .isEqualTo(404);
    assertThat(hub.verify(callback + "x", "subscribe", feed, "abc").statusCode()).isEqualTo(404);
    assertThat(hub.verify(callback, "nonsense", feed, "abc").statusCode()).isBetween(400, 404);
    assertThat(hub.refused()).isEmpty();
  }

  @Test
  void webSubSection51TheHubIsToldWhenNobodyFollowsTheFeedAnyMore() throws Exception {
    String feed = publish("/feed", atom(1));
    follow(feed);
    await().atMost(PATIENCE).until(() -> hub.subscription(feed) != null);

    run("unsubscribe", feed);

    await().atMost(PATIENCE).until(() -> hub.subscription(feed) == null);
    assertThat(hub.refused()).isEmpty();
  }

  @Test
  void webSubSection52ADenialIsCountedAndTheFeedGoesOn() throws Exception {
    hub.deny("not here");
    String feed = publish("/feed", atom(1));
    follow(feed);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(up.registry().scrape())
                    .containsPattern("push_results[^\n]*kind=\"denied\"[^\n]* 1\\.0"));
    assertThat(entries()).contains("tag:e1");
  }

  @Test
  void rssCloudTellsThatAFeedChangedAndItIsFetched() throws Exception {
    String feed = publish("/cloudy", rss(1));
    follow(feed);
    await().atMost(PATIENCE).until(() -> hub.cloud(feed) != null);

    origin.publish("/cloudy", rss(2), "application/rss+xml");
    assertThat(hub.notifyCloud(feed) / 100).isEqualTo(2);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(entries()).contains("e2"));
    assertThat(origin.requests("/cloudy")).isEqualTo(2);
  }

  private String publish(String path, byte[] document) {
    origin.publish(path, document, "application/xml");
    return origin.url(path);
  }

  private void follow(String feed) {
    run("subscribe", feed);
    await().atMost(PATIENCE).until(() -> !entries().isEmpty());
  }

  private void run(String command, String feed) {
    String servers = up.kafka().bootstrapServers();
    assertThat(Main.commandLine(Map.of()).execute(command, "--bootstrap-servers", servers, feed))
        .isZero();
  }

  private List<String> entries() {
    return EntriesLog.read(up.kafka(), up.kafka().topics().entries).stream()
        .map(change -> change.getEntry().getId())
        .toList();
  }

  private byte[] atom(int entries) {
    StringBuilder feed =
        new StringBuilder(
                "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><id>tag:f</id>")
            .append("<updated>2026-03-01T12:00:00Z</updated>")
            .append("<link rel=\"hub\" href=\"" + hub.url() + "\"/>");
    for (int i = entries; i > 0; i--) {
      feed.append("<entry><id>tag:e" + i + "</id><title>Entry " + i + "</title>")
          .append("<updated>2026-03-01T12:00:0" + i + "Z</updated></entry>");
    }
    return feed.append("</feed>").toString().getBytes(UTF_8);
  }

  private byte[] rss(int entries) {
    StringBuilder feed =
        new StringBuilder(
                "<rss version=\"2.0\"><channel><title>T</title><link>http://a.example/</link>")
            .append(
                "<cloud domain=\"127.0.0.1\" port=\"" + hub.port() + "\" path=\"/pleaseNotify\"")
            .append(" registerProcedure=\"\" protocol=\"http-post\"/>");
    for (int i = entries; i > 0; i--) {
      feed.append(
          "<item><guid isPermaLink=\"false\">e" + i + "</guid><title>" + i + "</title></item>");
    }
    return feed.append("</channel></rss>").toString().getBytes(UTF_8);
  }
}
