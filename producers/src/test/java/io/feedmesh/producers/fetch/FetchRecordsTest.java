package io.feedmesh.producers.fetch;

import static io.feedmesh.producers.fetch.Replies.NOW;
import static io.feedmesh.producers.fetch.Replies.URL;
import static io.feedmesh.producers.fetch.Replies.reply;
import static io.feedmesh.producers.fetch.Replies.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.producers.fetch.FetchRecords.Done;
import io.feedmesh.schemas.body.Bodies;
import io.feedmesh.schemas.record.Change;
import io.feedmesh.schemas.record.ChangeSource;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.FetchOutcome;
import io.feedmesh.schemas.record.FetchRequest;
import io.feedmesh.schemas.record.FetchResult;
import io.feedmesh.schemas.url.FeedUrl;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FetchRecordsTest {
  @Test
  void aChangeHoldsTheDocumentAndWhatTheOriginSaid() throws IOException {
    FeedUrl at = FeedUrl.parse("https://cdn.example/f");
    Reply reply =
        reply(
            at,
            false,
            200,
            "<rss/>",
            "ETag",
            "W/\"\u00e9\"",
            "Last-Modified",
            "Sun, 22 Nov 2026 11:00:00 GMT",
            "Content-Type",
            "text/xml; charset=x",
            "Date",
            "Sun, 22 Nov 2026 11:59:00 GMT",
            "Link",
            "<https://hub.example/>; rel=hub");

    Change change = FetchRecords.change(done(request().build()), reply, Bodies.hash(reply.body()));

    assertThat(change.getFeedUrl()).isEqualTo(URL.toString());
    assertThat(Bodies.gunzip(change.getBody(), 100)).asString(UTF_8).isEqualTo("<rss/>");
    assertThat(change.getSize()).isEqualTo(6);
    assertThat(change.getContentHash()).isEqualTo(Bodies.hash("<rss/>".getBytes(UTF_8)));
    assertThat(change.getOrigin().getUrl()).isEqualTo(at.toString());
    assertThat(change.getOrigin().getEtag()).isEqualTo("W/\"\u00e9\"");
    assertThat(change.getOrigin().getLastModified()).isEqualTo("Sun, 22 Nov 2026 11:00:00 GMT");
    assertThat(change.getOrigin().getContentType()).isEqualTo("text/xml; charset=x");
    assertThat(change.getOrigin().getDate()).isEqualTo(Instant.parse("2026-11-22T11:59:00Z"));
    assertThat(change.getOrigin().getLinks()).containsExactly("<https://hub.example/>; rel=hub");
    assertThat(change.getSource()).isEqualTo(ChangeSource.FETCH);
    assertThat(change.getFetchedAt()).isEqualTo(NOW);
    assertThat(change.getFetchedBy()).isEqualTo("f1");
  }

  @Test
  void aResultHoldsValidatorsSizeAndFreshness() {
    Reply reply = reply(200, "<rss/>", "ETag", "\"7\"", "Cache-Control", "max-age=60");

    FetchResult result = result(request().build(), reply);

    assertThat(result.getOutcome()).isEqualTo(FetchOutcome.CHANGED);
    assertThat(result.getStatus()).isEqualTo(200);
    assertThat(result.getEtag()).isEqualTo("\"7\"");
    assertThat(result.getLastModified()).isNull();
    assertThat(result.getSize()).isEqualTo(6);
    assertThat(result.getFreshUntil()).isEqualTo(NOW.plusSeconds(60));
    assertThat(result.getRequestedAt()).isEqualTo(NOW);
    assertThat(result.getDurationMillis()).isEqualTo(5);
    assertThat(result.getFetcher()).isEqualTo("f1");
  }

  @Test
  void a304WithoutValidatorsKeepsThoseOfTheRequest() {
    FetchRequest request = request().setEtag("\"1-gzip\"").setLastModified("then").build();

    FetchResult kept = result(request, reply(304, ""));
    FetchResult renewed =
        result(request, reply(304, "", "ETag", "W/\"1\"", "Last-Modified", "later"));

    assertThat(kept.getOutcome()).isEqualTo(FetchOutcome.UNCHANGED);
    assertThat(kept.getEtag()).isEqualTo("\"1-gzip\"");
    assertThat(kept.getLastModified()).isEqualTo("then");
    assertThat(renewed.getEtag()).isEqualTo("\"1-gzip\"");
    assertThat(renewed.getLastModified()).isEqualTo("later");
  }

  @Test
  void aLying304LeavesNoValidatorsSoThatTheNextRequestIsNotConditional() {
    FetchRequest request =
        request()
            .setEtag("\"1\"")
            .setLastModified("then")
            .setContentHash(Bodies.hash("old".getBytes(UTF_8)))
            .build();

    FetchResult result = result(request, reply(304, "", "ETag", "\"2\""));

    assertThat(result.getOutcome()).isEqualTo(FetchOutcome.UNCHANGED);
    assertThat(result.getEtag()).isNull();
    assertThat(result.getLastModified()).isNull();
    assertThat(result.getContentHash()).isEqualTo(request.getContentHash());
    assertThat(result.getDetail()).contains("\"1\"", "\"2\"", "not conditional");
  }

  @Test
  void aPageIsAFailureThatNamesItsFeedsAndLeavesNoValidators() {
    FetchResult result =
        result(
            request().build(),
            reply(
                200,
                "<html><link rel=alternate type=application/rss+xml href=/rss>",
                "ETag",
                "\"page\""));

    assertThat(result.getOutcome()).isEqualTo(FetchOutcome.FAILED);
    assertThat(result.getFailure()).isEqualTo(FetchFailure.NOT_A_FEED);
    assertThat(result.getFeeds()).containsExactly("https://example.org/rss");
    assertThat(result.getDetail()).contains("https://example.org/rss");
    assertThat(result.getEtag()).isNull();
    assertThat(result.getContentHash()).isNull();
    assertThat(result.getCrawlDelayMillis()).isEqualTo(1500);
  }

  @Test
  void validatorsTooLongToKeepAreLeftOut() {
    assertThat(result(request().build(), reply(200, "x", "ETag", "e".repeat(1025))).getEtag())
        .isNull();
  }

  @Test
  void errorsHaveNoValidatorsAndNoFreshness() {
    Reply reply =
        reply(404, "not here", "ETag", "\"7\"", "Cache-Control", "max-age=60", "Retry-After", "30");

    FetchResult result = result(request().build(), reply);

    assertThat(result.getOutcome()).isEqualTo(FetchOutcome.FAILED);
    assertThat(result.getFailure()).isEqualTo(FetchFailure.NOT_FOUND);
    assertThat(result.getRetryAt()).isEqualTo(NOW.plusSeconds(30));
    assertThat(result.getEtag()).isNull();
    assertThat(result.getFreshUntil()).isNull();
    assertThat(result.getSize()).isZero();
  }

  @Test
  void detailsAreCut() {
    FetchResult result =
        FetchRecords.failure(done(request().build()), FetchFailure.DNS, "x".repeat(900));

    assertThat(result.getDetail()).hasSize(500);
  }

  private static FetchResult result(FetchRequest request, Reply reply) {
    Outcome outcome = OutcomeRule.decide(request, reply, NOW);
    return FetchRecords.result(done(request), reply, outcome);
  }

  private static Done done(FetchRequest request) {
    return new Done(request, Duration.ofMillis(5), NOW, "f1", 1500);
  }
}
