package io.feedmesh.producers.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.url.FeedUrl;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushFormTest {
  private static final PushKeys KEYS = PushKeys.of("a key of enough characters");
  private static final String FEED = "https://blog.example/feed.xml";

  @Test
  void webSubSection51TheSubscriberAsksWithTopicCallbackLeaseAndSecret() {
    String topic = "https://blog.example/feed?a=1&b=ü";
    Map<String, String> form = form(PushProtocol.WEBSUB, topic, true, 0, "https://push.example");

    assertThat(form)
        .containsEntry("hub.mode", "subscribe")
        .containsEntry("hub.topic", topic)
        .containsEntry("hub.lease_seconds", "864000")
        .containsEntry("hub.secret", KEYS.secret(FeedUrl.parse(FEED)))
        .hasSize(5);
    assertThat(form.get("hub.secret").getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200);
    URI callback = URI.create(form.get("hub.callback"));
    assertThat(callback.getHost()).isEqualTo("push.example");
    assertThat(KEYS.callback(Caller.WEBSUB, callback.getPath()).orElseThrow().topic())
        .isEqualTo(topic);
  }

  @Test
  void webSubSection51TheSubscriberTakesItBackByTheSameTopicAndCallback() {
    Map<String, String> asked = form(PushProtocol.WEBSUB, FEED, true, 0, "https://push.example");
    Map<String, String> left = form(PushProtocol.WEBSUB, FEED, false, 0, "https://push.example");

    assertThat(left).containsEntry("hub.mode", "unsubscribe").hasSize(3);
    assertThat(left.get("hub.callback")).isEqualTo(asked.get("hub.callback"));
    assertThat(left.get("hub.topic")).isEqualTo(asked.get("hub.topic"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://push.example,80,http-post,/rsscloud/",
    "http://push.example:8081/,8081,http-post,/rsscloud/",
    "https://push.example,443,https-post,/rsscloud/",
    "https://push.example/mesh/,443,https-post,/mesh/rsscloud/"
  })
  void rssCloudPleaseNotifyNamesPortPathAndProtocol(
      String base, String port, String protocol, String path) {
    Map<String, String> form = form(PushProtocol.RSS_CLOUD, FEED, true, 0, base);

    assertThat(form)
        .containsEntry("notifyProcedure", "")
        .containsEntry("port", port)
        .containsEntry("protocol", protocol)
        .containsEntry("url1", FEED);
    assertThat(form.get("path")).startsWith(path);
  }

  @Test
  void rssCloudIsAskedWithTheDomainAndWithoutInTurn() {
    assertThat(form(PushProtocol.RSS_CLOUD, FEED, true, 0, "http://push.example"))
        .containsEntry("domain", "push.example");
    assertThat(form(PushProtocol.RSS_CLOUD, FEED, true, 1, "http://push.example"))
        .doesNotContainKey("domain");
    assertThat(form(PushProtocol.RSS_CLOUD, FEED, true, 2, "http://push.example"))
        .containsKey("domain");
  }

  @Test
  void whatNoProtocolHasAWordForIsAnError() {
    assertThatThrownBy(() -> form(PushProtocol.RSS_CLOUD, FEED, false, 0, "http://push.example"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rssCloud");
    assertThatThrownBy(() -> form(PushProtocol.UNKNOWN, FEED, true, 0, "http://push.example"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "push.example",
        "ftp://push.example",
        "https:/x",
        "https://u@push.example",
        "https://push.example/?a",
        "https://push.example/#a",
        "mailto:a@push.example"
      })
  void aCallbackThatNobodyCanReachIsRefusedAtTheStart(String base) {
    assertThatThrownBy(() -> config(base))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("callback: expected");
  }

  private static Map<String, String> form(
      PushProtocol protocol, String topic, boolean subscribe, int attempt, String base) {
    PushRequest request =
        new PushRequest(
            FEED, protocol, "https://hub.example/", topic, subscribe, attempt, Instant.EPOCH);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : PushForm.of(request, config(base)).split("&", -1)) {
      String[] parts = field.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static SubscriberConfig config(String base) {
    return new SubscriberConfig(
        "subscriber", URI.create(base), KEYS, false, "https://x.example", Duration.ofDays(10));
  }
}
