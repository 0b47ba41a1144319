package io.feedmesh.producers.receive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.record.Ping;
import io.feedmesh.schemas.record.PingSource;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** rssCloud as a client: what clouds may and may not do at our callbacks. */
class RssCloudCallbackTest {
  private static final FeedUrl FEED = FeedUrl.parse("https://b.example/rss");
  private static final String URL = URLEncoder.encode(FEED.toString(), UTF_8);
  private static final String PATH = ReceiverRig.KEYS.callbackPath(Caller.RSS_CLOUD, FEED);

  private final ReceiverRig rig = new ReceiverRig();

  @AfterEach
  void stop() {
    rig.close();
  }

  /** rssCloud walkthrough, pleaseNotify with a domain: GET with url and challenge. */
  @Test
  void theChallengeIsSaidBackForTheFeedThatWasRegistered() throws Exception {
    HttpResponse<String> answer = rig.get(PATH + "?url=" + URL + "&challenge=xyz%3Cb");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("xyz<b");
    assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(rig.counted("rss_cloud_callback", "verified")).isOne();
  }

  @Test
  void whatWasNotRegisteredIsNotFound() throws Exception {
    String forged =
        PushKeys.of("another key of enough length").callbackPath(Caller.RSS_CLOUD, FEED);

    assertThat(rig.get(PATH + "?url=http%3A%2F%2Fx.example%2F&challenge=x").statusCode())
        .isEqualTo(404);
    assertThat(rig.get(PATH + "?url=" + URL).statusCode()).isEqualTo(404);
    assertThat(rig.get(forged + "?url=" + URL + "&challenge=x").statusCode()).isEqualTo(404);
    assertThat(rig.form(forged, "url=" + URL).statusCode()).isEqualTo(404);
    assertThat(rig.get("/rsscloud/").statusCode()).isEqualTo(404);
    assertThat(rig.counted("rss_cloud_callback", "unknown")).isEqualTo(3);
    assertThat(rig.counted("rss_cloud_callback", "refused")).isEqualTo(2);
  }

  /** rssCloud walkthrough, notification: POST with url. */
  @Test
  void aNotificationIsAPingOfTheFeed() throws Exception {
    HttpResponse<String> answer = rig.form(PATH, "url=" + URL);

    assertThat(answer.statusCode()).isEqualTo(200);
    Ping ping = rig.pings(1).get(0);
    assertThat(ping.getFeedUrl()).isEqualTo(FEED.toString());
    assertThat(ping.getSource()).isEqualTo(PingSource.RSS_CLOUD);
    assertThat(rig.counted("rss_cloud_callback", "taken")).isOne();
  }
}
