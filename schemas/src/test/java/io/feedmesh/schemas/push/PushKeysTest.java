package io.feedmesh.schemas.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.push.PushKeys.Caller;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushKeysTest {
  private static final FeedUrl FEED = FeedUrl.parse("https://example.org/feed.xml");
  private static final String FEED_PATH =
      "/websub/aHR0cHM6Ly9leGFtcGxlLm9yZy9mZWVkLnhtbA/whis5yZUEtts81ouvXy2aQ";

  private final PushKeys keys = PushKeys.of("0123456789abcdef");

  @Test
  void whatIsDerivedStaysTheSameBecauseHubsRememberItForWeeks() {
    assertThat(keys.secret(FEED))
        .isEqualTo("d02ecc220d5ab5650ae416059674a9b2fa31189b226202b2969e70e42a8612cc");
    assertThat(keys.callbackPath(Caller.WEBSUB, FEED)).isEqualTo(FEED_PATH);
  }

  /** W3C WebSub, section 5.1: a secret must be less than 200 bytes in length. */
  @Test
  void aSecretHas64BytesAndDependsOnFeedAndKey() {
    assertThat(keys.secret(FEED)).hasSize(64);
    assertThat(keys.secret(FEED)).isNotEqualTo(keys.secret(FeedUrl.parse("https://example.org/")));
    assertThat(PushKeys.of("0123456789abcdeF").secret(FEED)).isNotEqualTo(keys.secret(FEED));
  }

  @Test
  void anyHolderOfTheKeyKnowsWhatACallbackWasMadeFor() {
    PushKeys elsewhere = PushKeys.of("0123456789abcdef");
    String topic = "HTTPS://Example.org/feed.xml?a b&é";

    assertThat(elsewhere.callback(Caller.WEBSUB, keys.callbackPath(Caller.WEBSUB, FEED)))
        .hasValue(new PushCallback(FEED, FEED.toString()));
    assertThat(elsewhere.callback(Caller.WEBSUB, keys.callbackPath(Caller.WEBSUB, FEED, topic)))
        .hasValue(new PushCallback(FEED, topic));
  }

  @Test
  void nobodyElseMakesACallback() {
    String other = PushKeys.of("another key 1234").callbackPath(Caller.WEBSUB, FEED);

    assertThat(keys.callback(Caller.WEBSUB, other)).isEmpty();
    assertThat(keys.callback(Caller.RSS_CLOUD, FEED_PATH)).isEmpty();
    assertThat(keys.callback(Caller.RSS_CLOUD, FEED_PATH.replace("websub", "rsscloud"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/websub/", "/websub//", "/websub/a/b", "/websub/!/!", "/websub/a/b/c", "/x"})
  void whatIsNoCallbackIsNone(String path) {
    assertThat(keys.callback(Caller.WEBSUB, path)).isEmpty();
  }

  @Test
  void noChangeOfACallbackLeadsToAnotherFeed() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int round = 0; round < 5000; round++) {
      char[] path = FEED_PATH.toCharArray();
      for (int i = 0; i <= random.nextInt(3); i++) {
        path[8 + random.nextInt(path.length - 8)] = (char) (' ' + random.nextInt(95));
      }

      assertThat(keys.callback(Caller.WEBSUB, new String(path)))
          .as("seed " + seed + ": " + new String(path))
          .satisfiesAnyOf(
              found -> assertThat(found).isEmpty(),
              found -> assertThat(found).hasValue(new PushCallback(FEED, FEED.toString())));
    }
  }

  @Test
  void shortKeysAndLongTopicsAreRefusedAndTheKeyIsNotTold() {
    assertThatThrownBy(() -> PushKeys.of("secret"))
        .hasMessageContaining("16")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> keys.callbackPath(Caller.WEBSUB, FEED, "x".repeat(2049)))
        .hasMessageContaining("2048");
  }
}
