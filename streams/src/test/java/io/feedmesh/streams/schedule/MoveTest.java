package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.streams.testing.TopologyRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** 301 and 308 (RFC 9110, sections 15.4.2 and 15.4.9). */
class MoveTest {
  private static final String FEED = "http://blog.example/feed.xml";
  private static final String NEW = "https://elsewhere.example/feed.xml";
  private static final long DAY = 86_400_000;
  private static final long BELIEVE = 3 * DAY;

  private static FetchResult moved(String to) {
    return of(FetchOutcome.MOVED).setMovedTo(to).build();
  }

  private static FetchResult.Builder of(FetchOutcome outcome) {
    return result(FEED, outcome, TopologyRig.START);
  }

  private static Move after(Move move, FetchResult result, long now) {
    return move.after(FEED, result, 0, BELIEVE, now);
  }

  @Test
  void aMoveIsBelievedWhenItWasSaidForThreeDays() {
    Move first = after(Move.NONE, moved(NEW), DAY);
    Move almost = after(first, moved(NEW), 4 * DAY - 1);
    Move believed = after(almost, moved(NEW), 4 * DAY);

    assertThat(first.address()).isNull();
    assertThat(almost.address()).isNull();
    assertThat(believed).isEqualTo(new Move(NEW, null, 0));
  }

  @ParameterizedTest
  @EnumSource(
      value = FetchOutcome.class,
      names = {"CHANGED", "UNCHANGED"})
  void aFlappingMoveIsNotBelieved(FetchOutcome noMove) {
    Move first = after(Move.NONE, moved(NEW), 0);
    Move back = after(first, of(noMove).build(), DAY);
    Move again = after(back, moved(NEW), 4 * DAY);

    assertThat(back).isEqualTo(Move.NONE);
    assertThat(again).isEqualTo(new Move(null, NEW, 4 * DAY));
  }

  @Test
  void anotherTargetBeginsAnew() {
    Move first = after(Move.NONE, moved(NEW), 0);

    assertThat(after(first, moved("https://third.example/f"), 9 * DAY).address()).isNull();
  }

  @Test
  void failuresInBetweenSayNothing() {
    Move first = after(Move.NONE, moved(NEW), 0);
    Move down = first.after(FEED, of(FetchOutcome.FAILED).build(), 1, BELIEVE, DAY);

    assertThat(after(down, moved(NEW), 3 * DAY).address()).isEqualTo(NEW);
  }

  @ParameterizedTest
  @CsvSource({
    "https://blog.example/feed.xml, true",
    "https://www.blog.example/feed, true",
    "https://blog.example/other/path.xml, true",
    "http://blog.example/other.xml, false",
    "https://evil-blog.example/feed.xml, false",
    "https://blog.example.evil.example/feed.xml, false",
  })
  void onlyTheSameSiteOverHttpsIsBelievedAtOnce(String to, boolean atOnce) {
    assertThat(after(Move.NONE, moved(to), 0).address() != null).isEqualTo(atOnce);
  }

  @Test
  void aFeedThatMovesOnIsFollowedOnceThatIsBelievedToo() {
    String third = "https://third.example/f";
    Move at = new Move(NEW, null, 0);
    Move pending = after(at, moved(third), 0);

    assertThat(pending).isEqualTo(new Move(NEW, third, 0));
    assertThat(after(pending, moved(third), 3 * DAY)).isEqualTo(new Move(third, null, 0));
  }

  @Test
  void theOldAddressIsAskedAgainWhereTheNewOneIsLostOrPointsBack() {
    Move at = new Move(NEW, null, 0);
    FetchResult failed = of(FetchOutcome.FAILED).build();

    assertThat(at.after(FEED, failed, 4, BELIEVE, 0)).isEqualTo(at);
    assertThat(at.after(FEED, failed, 5, BELIEVE, 0)).isEqualTo(Move.NONE);
    assertThat(after(at, of(FetchOutcome.GONE).build(), 0)).isEqualTo(Move.NONE);
    assertThat(after(at, moved(FEED), 0)).isEqualTo(Move.NONE);
  }
}
