package io.feedmesh.consumers.spool;

import static io.feedmesh.consumers.spool.VersionRule.Decision.OLDER;
import static io.feedmesh.consumers.spool.VersionRule.Decision.SAME;
import static io.feedmesh.consumers.spool.VersionRule.Decision.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionRuleTest {
  private static VersionRule.Decision decide(SpooledFeed kept, SpooledFeed candidate) {
    return VersionRule.decide(kept, candidate);
  }

  @Test
  void higherVersionsOfOneSourceWin() {
    assertThat(decide(null, Feeds.feed(1, "a"))).isEqualTo(WRITE);
    assertThat(decide(Feeds.feed(1, "a"), Feeds.feed(2, "a"))).isEqualTo(WRITE);
    assertThat(decide(Feeds.feed(2, "a"), Feeds.feed(1, "b"))).isEqualTo(OLDER);
    assertThat(decide(Feeds.feed(2, "a"), Feeds.feed(2, "a"))).isEqualTo(SAME);
    assertThat(decide(Feeds.feed(2, "a"), Feeds.feed(2, "b"))).isEqualTo(WRITE);
  }

  @Test
  void aProxiedVersionGivesWayToAConfirmedOne() {
    assertThat(decide(Feeds.proxied("a"), Feeds.feed(1, "b"))).isEqualTo(WRITE);
    assertThat(decide(Feeds.proxied("a"), Feeds.proxied("b"))).isEqualTo(WRITE);
    assertThat(decide(Feeds.feed(1, "a"), Feeds.proxied("b"))).isEqualTo(OLDER);
  }

  @Test
  void aConfirmedVersionOfBeforeTheOriginWasAskedIsOlderUnlessItIsTheSameDocument() {
    SpooledFeed before = acceptedAt(Feeds.ACCEPTED - 1, Feeds.feed(1, "b"));
    assertThat(decide(Feeds.proxied("a"), before)).isEqualTo(OLDER);
    assertThat(decide(Feeds.proxied("b"), before)).isEqualTo(WRITE);
    assertThat(decide(before, Feeds.proxied("a")))
        .as("a view came while it asked")
        .isEqualTo(WRITE);
    assertThat(decide(before, Feeds.proxied("b"))).isEqualTo(OLDER);
  }

  @Test
  void ofABodyAndAVersionWithoutOneTheLaterStepCounts() {
    SpooledFeed later = acceptedAt(Feeds.ACCEPTED + 1, Feeds.feed(2, "b"));
    SpooledFeed before = acceptedAt(Feeds.ACCEPTED - 1, Feeds.feed(1, "b"));
    assertThat(VersionRule.isLeftOver(later, Feeds.proxied("a"))).isTrue();
    assertThat(VersionRule.isLeftOver(before, Feeds.proxied("a"))).isFalse();
    assertThat(VersionRule.isLeftOver(later, before)).isTrue();
    assertThat(VersionRule.isLeftOver(before, later)).isFalse();
  }

  @Test
  void versionsOfAnotherSourceWinWhateverTheirNumber() {
    SpooledFeed kept = Feeds.feed(Feeds.URL, 50, "old topic", "a");
    assertThat(decide(kept, Feeds.feed(Feeds.URL, 1, "new topic", "b"))).isEqualTo(WRITE);
  }

  @Test
  void aVersionAcceptedLaterIsNewerThoughTheFeedItCameFromBeforeHadHigherNumbers() {
    SpooledFeed kept = Feeds.feed(50, "a");
    SpooledFeed next = acceptedAt(Feeds.ACCEPTED + 1, Feeds.feed(3, "b"));
    assertThat(decide(kept, next)).isEqualTo(WRITE);
    assertThat(decide(next, kept)).isEqualTo(OLDER);
  }

  private static SpooledFeed acceptedAt(long moment, SpooledFeed feed) {
    return new SpooledFeed(
        feed.url(),
        feed.version(),
        feed.source(),
        feed.hash(),
        feed.etag(),
        feed.contentType(),
        feed.modified(),
        feed.size(),
        moment,
        feed.spooledAt());
  }
}
