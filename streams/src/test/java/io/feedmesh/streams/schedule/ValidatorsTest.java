package io.feedmesh.streams.schedule;

import static io.feedmesh.streams.testing.Samples.hash;
import static io.feedmesh.streams.testing.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValidatorsTest {
  private static final String FEED = "https://blog.example/feed.xml";
  private static final Instant LATER = Instant.ofEpochMilli(2_000);
  private final Validators known = new Validators("\"1\"", "Monday", hash("one"), 1_000);

  @Test
  void aFullAnswerReplacesAllOfThemEvenByNothing() {
    var answer = result(FEED, FetchOutcome.CHANGED, LATER).setContentHash(hash("two")).build();

    assertThat(known.after(answer)).isEqualTo(new Validators(null, null, hash("two"), 2_000));
    assertThat(known.after(answer).present()).isFalse();
  }

  @Test
  void aNotModifiedReplacesOnlyWhatItRepeats() {
    var answer = result(FEED, FetchOutcome.UNCHANGED, LATER).setEtag("\"2\"").build();

    assertThat(known.after(answer))
        .isEqualTo(new Validators("\"2\"", "Monday", hash("one"), 2_000));
  }

  @Test
  void anOlderAnswerAndAFailureLeaveThemAsTheyAre() {
    var older =
        result(FEED, FetchOutcome.CHANGED, Instant.ofEpochMilli(999))
            .setContentHash(hash("old"))
            .build();
    var failure = result(FEED, FetchOutcome.FAILED, LATER).setEtag("\"error page\"").build();

    assertThat(known.after(older)).isSameAs(known);
    assertThat(known.after(failure)).isSameAs(known);
  }
}
