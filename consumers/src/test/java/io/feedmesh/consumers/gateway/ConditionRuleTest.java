package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.HttpDates;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionRuleTest {
  private static final String OURS = "a".repeat(32);
  private static final SpooledFeed FEED = feed("W/\"origin's\"");

  private static SpooledFeed feed(String etag) {
    return new SpooledFeed(
        FeedUrl.parse("https://example.org/f"),
        1,
        "t",
        "a".repeat(64),
        etag,
        null,
        100_500,
        1,
        200_000,
        300_700);
  }

  private static boolean none(String... fields) {
    return unmodified(List.of(fields), "Thu, 01 Jan 1970 00:01:40 GMT", FEED);
  }

  private static boolean unmodified(List<String> ifNoneMatch, String since, SpooledFeed feed) {
    return ConditionRule.decide(new Preconditions(List.of(), null, ifNoneMatch, since), feed, false)
        == ConditionRule.Outcome.NOT_MODIFIED;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + "\"",
        "W/\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-gzip\"",
        "\"x\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-gzip\"",
        "\"origin's\"",
        "W/\"origin's\" ,\"y\"",
        "*",
        " * ",
      })
  void matchesOurTagsAndTheOrigins(String field) {
    assertThat(none(field)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\"",
        "",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "\"origin",
        "\"*\"",
        "\"x\", \"a\""
      })
  void anotherTagIsAChangeWhateverTheDate(String field) {
    assertThat(none(field)).isFalse();
  }

  @Test
  void looksAtAllFields() {
    assertThat(none("\"x\"", "\"" + OURS + "\"")).isTrue();
  }

  @Test
  void knowsAnOriginsTagThatHasNoQuotes() {
    assertThat(unmodified(List.of("abc-1"), null, feed("abc-1"))).isTrue();
  }

  @Test
  void aDateIsTheVersionsOwnOrAfterItCameHere() {
    assertThat(since(100_000)).isTrue();
    assertThat(since(101_000)).isFalse(); // a visit after the origin's change, before it came here
    assertThat(since(99_000)).isFalse();
    assertThat(since(300_000)).isFalse(); // perhaps a moment before it came
    assertThat(since(301_000)).isTrue();
    assertThat(unmodified(List.of(), null, FEED)).isFalse();
  }

  private static boolean since(long date) {
    return unmodified(List.of(), HttpDates.format(date), FEED);
  }
}
