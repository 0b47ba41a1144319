package io.feedmesh.producers.fetch;

import static io.feedmesh.producers.fetch.Replies.NOW;
import static io.feedmesh.producers.fetch.Replies.reply;
import static io.feedmesh.producers.fetch.Replies.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an origin answers, the schedule hears one clear word with moments that can be. */
class OutcomePropertyTest {
  private static final String[] RETRY = {
    "0", "5", "86400", "99999999999999999999", "-1", "soon", "Sun, 22 Nov 2099 12:00:00 GMT", ""
  };

  @Test
  void everyStatusHasAnOutcomeAndOnlyDocumentsAreChanges() {
    for (int status = 100; status < 1_000; status++) {
      Outcome outcome = OutcomeRule.decide(request().build(), reply(status, "<rss/>"), NOW);

      boolean document = status == 200 || status == 203;
      assertThat(outcome.newDocument().isPresent()).as("status %d", status).isEqualTo(document);
      assertThat(outcome instanceof Outcome.Gone).as("status %d", status).isEqualTo(status == 410);
      assertThat(outcome instanceof Outcome.Refused)
          .as("status %d", status)
          .isEqualTo(status == 429 || status == 503);
    }
  }

  @Test
  void whateverTheFieldsAResultIsWrittenAndItsMomentsAreWithinBounds() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    int[] statuses = {200, 203, 204, 301, 304, 400, 404, 410, 429, 500, 503, 599};
    for (int i = 0; i < 3_000; i++) {
      FetchRequest request =
          random.nextBoolean() ? request().setEtag("\"1\"").build() : request().build();
      Reply reply =
          reply(
              statuses[random.nextInt(statuses.length)],
              "<rss/>",
              "Retry-After",
              RETRY[random.nextInt(RETRY.length)],
              "Cache-Control",
              "max-age=" + RETRY[random.nextInt(RETRY.length)],
              "Age",
              RETRY[random.nextInt(RETRY.length)],
              "Date",
              RETRY[random.nextInt(RETRY.length)],
              "Expires",
              RETRY[random.nextInt(RETRY.length)]);

      Outcome outcome = OutcomeRule.decide(request, reply, NOW);
      FetchResult result =
          FetchRecords.result(
              new FetchRecords.Done(request, Duration.ofMillis(3), NOW, "f", 0), reply, outcome);

      assertThat(result.getOutcome()).as("seed %d", seed).isNotEqualTo(FetchOutcome.UNKNOWN);
      assertWithin(result.getRetryAt(), HttpTimes.MIN_RETRY, HttpTimes.MAX_RETRY, seed);
      assertWithin(result.getFreshUntil(), Duration.ZERO, HttpTimes.MAX_FRESH, seed);
    }
  }

  private static void assertWithin(Instant moment, Duration least, Duration most, long seed) {
    if (moment != null) {
      assertThat(moment).as("seed %d", seed).isBetween(NOW.plus(least), NOW.plus(most));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'max-age=60', 0, PT60S",
    "'max-age=60', 59, PT1S",
    "'max-age=60', 61, ",
    "'s-maxage=5, max-age=60', 0, PT5S",
    "'S-MaxAge=5', 0, PT5S",
    "'private, max-age=60', 0, PT60S",
    "'max-age = 60', 0, PT60S",
    "'no-cache=\"Set-Cookie\", max-age=60', 0, ",
    "'max-age=-1', 0, ",
    "'max-age=60, max-age=5', 0, PT60S"
  })
  void freshnessIsThatOfASharedCache(String cacheControl, String age, Duration fresh) {
    Optional<Instant> until =
        HttpTimes.freshUntil(reply(200, "", "Cache-Control", cacheControl, "Age", age), NOW);

    assertThat(until).isEqualTo(Optional.ofNullable(fresh).map(NOW::plus));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 1_000_000})
  void theUserAgentTellsOriginsForHowManyItAsks(long subscribers) {
    String sent = new UserAgent("https://mesh.example/").of(subscribers);

    assertThat(sent)
        .startsWith("Feedmesh/")
        .contains("(+https://mesh.example/; " + subscribers + " subscriber")
        .endsWith(subscribers == 1 ? "subscriber)" : "subscribers)");
  }

  @Test
  void aNumberOfSecondsIsNeverMoreThanCanBeCounted() {
    assertThat(HttpTimes.seconds("9".repeat(100))).contains(Duration.ofSeconds(Integer.MAX_VALUE));
    assertThat(HttpTimes.seconds("9".repeat(101))).isEmpty();
    assertThat(HttpTimes.seconds("9999999999")).contains(Duration.ofSeconds(9_999_999_999L));
    assertThat(HttpTimes.seconds(null)).isEmpty();
  }
}
