package io.feedmesh.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionKeyTest {
  @Test
  void isTheFeedUrlThenTheSubscriber() {
    SubscriptionKey key = SubscriptionKey.parse("https://blog.example/feed edge-1").orElseThrow();

    assertThat(key.feedUrl()).isEqualTo("https://blog.example/feed");
    assertThat(key.subscriber()).isEqualTo("edge-1");
    assertThat(key).hasToString("https://blog.example/feed edge-1");
    assertThat(key.toString()).startsWith(SubscriptionKey.prefix(key.feedUrl()));
  }

  @Test
  void oneThatFollowsFromAnotherNamesTheAddressThatItsSubscriberKnows() {
    SubscriptionKey own = SubscriptionKey.parse("http://old.example/ edge").orElseThrow();
    SubscriptionKey following = own.asAliasOf("https://new.example/");

    assertThat(following).hasToString("https://new.example/ edge http://old.example/");
    assertThat(SubscriptionKey.parse(following.toString())).contains(following);
    assertThat(following.address()).isEqualTo(own.address()).isEqualTo("http://old.example/");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        " ",
        "https://blog.example/",
        "https://blog.example/ ",
        " edge",
        "* edge",
        "https://blog.example/ edge ",
        "https://blog.example/ edge x y",
        "://x edge"
      })
  void whatNamesNoFeedOrNoSubscriberIsNone(String key) {
    assertThat(SubscriptionKey.parse(key)).isEmpty();
  }

  @Test
  void aSearchOverAllFeedsIsKnownByItsQuery() {
    SubscriptionKey key = SubscriptionKey.ofSearch("alerts", "title:kafka");

    assertThat(key.toString()).matches("\\* alerts [0-9a-f]{16}");
    assertThat(SubscriptionKey.parse(key.toString())).contains(key);
    assertThat(key.ofAllFeeds()).isTrue();
    assertThat(SubscriptionKey.ofSearch("alerts", "title:rust")).isNotEqualTo(key);
    assertThat(SubscriptionKey.of("https://a.example/", "alerts").ofAllFeeds()).isFalse();
  }
}
