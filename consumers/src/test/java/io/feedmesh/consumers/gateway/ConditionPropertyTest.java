package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.spool.HttpDates;
import io.feedmesh.consumers.spool.SpooledFeed;
import io.feedmesh.schemas.url.FeedUrl;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110, section 13.1.2 and 13.1.3: lists of tags in any shape, and dates around a version. */
class ConditionPropertyTest {
  private static final SpooledFeed FEED =
      new SpooledFeed(
          FeedUrl.parse("https://example.org/f"),
          1,
          "t",
          "b".repeat(64),
          "\"a, \\\"b\"",
          null,
          100_000,
          1,
          200_000,
          300_000);

  @Test
  void oneMatchingTagAnywhereInAListIsEnough() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    String ours = Validators.opaque(FEED, random.nextBoolean());
    for (int i = 0; i < 1_000; i++) {
      List<String> tags = new ArrayList<>();
      for (int n = random.nextInt(20); n > 0; n--) {
        tags.add((random.nextBoolean() ? "W/" : "") + "\"other-" + random.nextInt(100) + "\"");
      }
      String separator = random.nextBoolean() ? ", " : " ,";
      assertThat(unmodified(String.join(separator, tags))).as("seed %d", seed).isFalse();

      tags.add((random.nextBoolean() ? "W/" : "") + '"' + ours + '"');
      Collections.shuffle(tags, random);
      assertThat(unmodified(String.join(separator, tags))).as("seed %d", seed).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "99999, false",
    "100000, true",
    "100999, true",
    "101000, false",
    "200000, false",
    "300999, false",
    "301000, true",
    "253402300799000, true",
    "-1000, false"
  })
  void aDateMatchesToTheSecond(long date, boolean unmodified) {
    assertThat(unmodified(List.of(), HttpDates.format(date))).isEqualTo(unmodified);
  }

  @Test
  void tagsGoBeforeTheDate() {
    String matching = HttpDates.format(100_000);

    assertThat(unmodified(List.of("\"x\""), matching)).isFalse();
    assertThat(unmodified(List.of("*"), HttpDates.format(0))).isTrue();
  }

  @Test
  void theTwoRepresentationsHaveDifferentStrongTags() {
    assertThat(Validators.opaque(FEED, true)).isNotEqualTo(Validators.opaque(FEED, false));
    assertThat(unmodified('"' + Validators.opaque(FEED, true) + '"')).isTrue();
    assertThat(unmodified('"' + Validators.opaque(FEED, false) + '"')).isTrue();
  }

  @Test
  void aFieldOfAMegabyteIsReadOnce() {
    assertThat(unmodified("\"".repeat(1_000_001))).isFalse();
    assertThat(unmodified("\"x\",".repeat(250_000))).isFalse();
  }

  private static boolean unmodified(String field) {
    return unmodified(List.of(field), null);
  }

  private static boolean unmodified(List<String> ifNoneMatch, String since) {
    return ConditionRule.decide(new Preconditions(List.of(), null, ifNoneMatch, since), FEED, false)
        == ConditionRule.Outcome.NOT_MODIFIED;
  }
}
