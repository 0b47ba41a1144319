package io.feedmesh.producers.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.intake.Forms;
import io.feedmesh.schemas.push.PushCallback;
import io.feedmesh.schemas.url.FeedUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C WebSub, sections 5.2 and 5.3. */
class VerificationRuleTest {
  private static final String TOPIC = "&hub.topic=http%3A%2F%2Fb.example%2Fself";
  private static final PushCallback MADE =
      new PushCallback(FeedUrl.parse("http://b.example/feed"), "http://b.example/self");

  @ParameterizedTest
  @CsvSource({
    "864000,864000",
    "0,0",
    "-5,0",
    "nonsense,0",
    "'',0",
    "999999999999999999,315360000",
    "99999999999999999999999,0"
  })
  void aSubscriptionIsConfirmedWithItsLease(String said, long understood) {
    assertThat(decide("hub.mode=subscribe&hub.challenge=a+b&hub.lease_seconds=" + said + TOPIC))
        .isEqualTo(new Verification.Subscribed("a b", understood));
  }

  @Test
  void theEndOfASubscriptionIsConfirmed() {
    assertThat(decide("hub.mode=unsubscribe&hub.challenge=x" + TOPIC))
        .isEqualTo(new Verification.Unsubscribed("x"));
  }

  @Test
  void aDenialNeedsNoReasonAndALongOneIsCut() {
    assertThat(decide("hub.mode=denied" + TOPIC)).isEqualTo(new Verification.Denied(null));
    assertThat(decide("hub.mode=denied&hub.reason=full" + TOPIC))
        .isEqualTo(new Verification.Denied("full"));
    assertThat(decide("hub.mode=denied&hub.reason=" + "x".repeat(600) + TOPIC))
        .isEqualTo(new Verification.Denied("x".repeat(500)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hub.mode=subscribe&hub.challenge=x",
        "hub.mode=subscribe&hub.challenge=x&hub.topic=http://b.example/feed",
        "hub.mode=subscribe&hub.challenge=x&hub.topic=http://B.example/self",
        "hub.mode=denied&hub.topic=http://other.example/",
        "hub.mode=subscribe&hub.topic=http://b.example/self",
        "hub.mode=subscribe&hub.challenge=&hub.topic=http://b.example/self",
        "hub.mode=publish&hub.challenge=x&hub.topic=http://b.example/self",
        "hub.challenge=x&hub.topic=http://b.example/self"
      })
  void whatIsNotAboutTheTopicIsRefused(String query) {
    assertThat(decide(query)).isEqualTo(new Verification.NotOurs());
  }

  private static Verification decide(String query) {
    return VerificationRule.decide(Forms.of(query, null), MADE);
  }
}
