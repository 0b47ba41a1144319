package io.feedmesh.producers.fetch;

import static io.feedmesh.producers.fetch.Replies.NOW;
import static io.feedmesh.producers.fetch.Replies.reply;
import static io.feedmesh.producers.fetch.Replies.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.ContentHash;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeRuleTest {
  private static final ContentHash HASH = Bodies.hash("<rss/>".getBytes(UTF_8));
  private static final FeedUrl NEW_URL = FeedUrl.parse("https://new.example/feed");

  @Test
  void aBodyThatIsNotKnownIsAChange() {
    assertThat(decide(request().build(), reply(200, "<rss/>")))
        .isEqualTo(new Outcome.Changed(HASH));
    assertThat(decide(request().setEtag("\"1\"").build(), reply(203, "<rss/>")).newDocument())
        .contains(HASH);
  }

  @Test
  void aKnownBodyIsNoChangeWhateverItsValidators() {
    Outcome outcome =
        decide(
            request().setContentHash(HASH).setEtag("\"1\"").build(),
            reply(200, "<rss/>", "ETag", "\"2\""));

    assertThat(outcome).isEqualTo(new Outcome.Unchanged(Optional.of(HASH)));
    assertThat(outcome.newDocument()).isEmpty();
  }

  @Test
  void anEmptyBodyIsAChangeForTheOthersToJudge() {
    assertThat(decide(request().build(), reply(200, ""))).isInstanceOf(Outcome.Changed.class);
  }

  @Test
  void notModifiedIsNoChange() {
    FetchRequest conditional = request().setLastModified("yesterday").build();

    assertThat(decide(conditional, reply(304, "")))
        .isEqualTo(new Outcome.Unchanged(Optional.empty()));
  }

  @Test
  void notModifiedWithoutValidatorsIsAFault() {
    assertFailed(decide(request().build(), reply(304, "")), FetchFailure.PROTOCOL);
  }

  @Test
  void aPermanentRedirectMovesTheFeedWithItsDocumentIfThatIsNew() {
    Reply there = reply(NEW_URL, true, 200, "<rss/>");

    assertThat(decide(request().build(), there))
        .isEqualTo(new Outcome.Moved(NEW_URL, Optional.of(HASH), true));
    Outcome known = decide(request().setContentHash(HASH).build(), there);
    assertThat(known).isEqualTo(new Outcome.Moved(NEW_URL, Optional.of(HASH), false));
    assertThat(known.newDocument()).isEmpty();
    assertThat(decide(request().setEtag("\"1\"").build(), reply(NEW_URL, true, 304, "")))
        .isEqualTo(new Outcome.Moved(NEW_URL, Optional.empty(), false));
  }

  @Test
  void aPermanentRedirectToNothingMovesNothing() {
    assertThat(decide(request().build(), reply(NEW_URL, true, 410, "")))
        .isEqualTo(new Outcome.Gone());
    assertFailed(decide(request().build(), reply(NEW_URL, true, 404, "")), FetchFailure.NOT_FOUND);
  }

  @Test
  void aTemporaryRedirectChangesNoAddress() {
    assertThat(decide(request().build(), reply(NEW_URL, false, 200, "<rss/>")))
        .isInstanceOf(Outcome.Changed.class);
  }

  @ParameterizedTest
  @CsvSource({"429,PT1H", "503,PT15M"})
  void aRefusalWithoutATimeHasADefault(int status, Duration wait) {
    assertThat(decide(request().build(), reply(status, "")))
        .isEqualTo(new Outcome.Refused(NOW.plus(wait), "status " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aRefusalKeepsTheTimeItNames(int status) {
    assertThat(decide(request().build(), reply(status, "", "Retry-After", "77")))
        .isEqualTo(new Outcome.Refused(NOW.plusSeconds(77), "status " + status));
  }

  @ParameterizedTest
  @CsvSource({
    "400,HTTP_CLIENT_ERROR",
    "401,HTTP_CLIENT_ERROR",
    "403,HTTP_CLIENT_ERROR",
    "404,NOT_FOUND",
    "500,HTTP_SERVER_ERROR",
    "502,HTTP_SERVER_ERROR",
    "999,HTTP_SERVER_ERROR",
    "204,PROTOCOL",
    "206,PROTOCOL",
    "226,PROTOCOL",
    "300,PROTOCOL"
  })
  void otherStatusesAreFailures(int status, FetchFailure failure) {
    Outcome outcome = decide(request().build(), reply(status, "x"));

    assertFailed(outcome, failure);
    assertThat(((Outcome.Failed) outcome).detail()).contains("status " + status);
  }

  @Test
  void aFailureKeepsTheTimeItNames() {
    Outcome.Failed failed =
        (Outcome.Failed) decide(request().build(), reply(502, "", "Retry-After", "60"));

    assertThat(failed.retryAt()).contains(NOW.plusSeconds(60));
  }

  private static Outcome decide(FetchRequest request, Reply reply) {
    return OutcomeRule.decide(request, reply, NOW);
  }

  private static void assertFailed(Outcome outcome, FetchFailure failure) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).failure()).isEqualTo(failure);
  }
}
