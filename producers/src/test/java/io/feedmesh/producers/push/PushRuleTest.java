package io.feedmesh.producers.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.push.PushDecision.Allowed;
import io.feedmesh.producers.push.PushDecision.Refused;
import io.feedmesh.schemas.push.PushKeys;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushRuleTest {
  private static final PushKeys KEYS = PushKeys.of("a key for tests, long enough");
  private static final Instant EXPIRES = Instant.parse("2030-01-01T00:00:00Z");
  private static final String TOKEN =
      new PushToken("agg", Set.of("b.example"), EXPIRES).signed(KEYS);

  @ParameterizedTest
  @CsvSource({"Bearer ,http://b.example/f,true", "bearer  ,http://c.example/f,false"})
  void whoeverHasATokenMayHandInAndIsBelievedForItsHosts(
      String scheme, String feed, boolean trusted) {
    assertThat(decide(scheme + " " + TOKEN, feed, EXPIRES.minusMillis(1)))
        .isEqualTo(new Allowed("agg", FeedUrl.parse(feed), trusted));
  }

  @ParameterizedTest
  @CsvSource({
    ",http://b.example/,401,no_token",
    "Basic YTpi,http://b.example/,401,no_token",
    "Bearer,http://b.example/,401,no_token",
    "Bearer x,http://b.example/,401,bad_token",
    "GOOD,,400,no_feed",
    "GOOD,' ',400,no_feed",
    "GOOD,ftp://b.example/,400,bad_feed",
    "REFUSED,http://b.example/,403,refused_client"
  })
  void whateverIsWrongHasItsOwnAnswer(
      String authorization, String feed, int status, String counted) {
    String refused = new PushToken("bad", Set.of("*"), EXPIRES).signed(KEYS);
    String sent =
        authorization == null
            ? null
            : authorization
                .replace("GOOD", "Bearer " + TOKEN)
                .replace("REFUSED", "Bearer " + refused);

    Refused no = (Refused) decide(sent, feed, EXPIRES.minusSeconds(1));

    assertThat(no.status()).isEqualTo(status);
    assertThat(no.counted()).isEqualTo(counted);
    assertThat(no.why()).doesNotContain(TOKEN);
  }

  @Test
  void anExpiredTokenIsWorthNothing() {
    Refused no = (Refused) decide("Bearer " + TOKEN, "http://b.example/f", EXPIRES);

    assertThat(no.status()).isEqualTo(401);
    assertThat(no.why()).contains("2030-01-01T00:00:00Z");
  }

  private static PushDecision decide(String authorization, String feed, Instant now) {
    return PushRule.decide(authorization, feed, KEYS, Set.of("bad"), now);
  }
}
