package io.feedmesh.producers.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.origin.OriginAnswer;
import io.feedmesh.schemas.record.FetchFailure;
import io.feedmesh.schemas.record.PushProtocol;
import io.feedmesh.schemas.record.PushRequest;
import io.feedmesh.schemas.record.PushResult;
import io.feedmesh.schemas.record.PushResultKind;
import io.feedmesh.schemas.url.FeedUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushAnswerRuleTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({"202,ACCEPTED", "200,ACCEPTED", "204,ACCEPTED"})
  void webSubSection52AHubThatTookTheRequestVerifiesItLater(int status, PushResultKind kind) {
    assertThat(result(PushProtocol.WEBSUB, status, "").getKind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"400", "404", "422", "500", "503"})
  void webSubSection52AHubThatRefusesTheRequestSaysWhyInItsBody(int status) {
    PushResult result = result(PushProtocol.WEBSUB, status, "hub.topic:\n\t no such\u0000 feed");

    assertThat(result.getKind()).isEqualTo(PushResultKind.FAILED);
    assertThat(result.getReason()).isEqualTo("status " + status + " hub.topic: no such feed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<notifyResult success=\"true\" msg=\"Thanks.\"/> | VERIFIED |",
        "<?xml version='1.0'?><notifyResult msg='x' success = 'true'/> | VERIFIED |",
        "{\"success\": true, \"msg\": \"Thanks\"} | VERIFIED |",
        "<notifyResult success=\"false\" msg=\"no callback\"/> | DENIED | no callback",
        "{\"success\":false,\"msg\":\"no callback\"} | DENIED | no callback",
        "<notifyResult success='false'/> | DENIED | success is false",
        "<html>hello</html> | FAILED | no answer of an rssCloud: <html>hello</html>",
        "'' | FAILED | 'no answer of an rssCloud: '"
      })
  void rssCloudAnswersAtOnceInXmlOrJson(String body, PushResultKind kind, String reason) {
    PushResult result = result(PushProtocol.RSS_CLOUD, 200, body);

    assertThat(result.getKind()).isEqualTo(kind);
    assertThat(result.getReason()).isEqualTo(reason);
  }

  @Test
  void rssCloudTellsFor25Hours() {
    PushResult result = result(PushProtocol.RSS_CLOUD, 200, "<notifyResult success='true'/>");

    assertThat(result.getLeaseSeconds()).isEqualTo(25 * 3600);
    assertThat(result.getAt()).isEqualTo(NOW);
  }

  @Test
  void whoCannotBeReachedIsAFailureWithItsReasonCut() {
    OriginAnswer silent =
        new OriginAnswer.Failed(FetchFailure.TIMEOUT, "no answer", Duration.ofSeconds(30));
    PushResult result = PushAnswerRule.of(request(PushProtocol.WEBSUB), silent, NOW);

    assertThat(result.getKind()).isEqualTo(PushResultKind.FAILED);
    assertThat(result.getReason()).isEqualTo("no answer");
    assertThat(result.getFeedUrl()).isEqualTo("https://blog.example/f");
    assertThat(result.getTopic()).isEqualTo("https://blog.example/self");
    assertThat(result(PushProtocol.WEBSUB, 500, "x".repeat(100_000)).getReason()).hasSize(500);
  }

  private static PushResult result(PushProtocol protocol, int status, String body) {
    OriginAnswer answer =
        new OriginAnswer.Answered(
            FeedUrl.parse("https://hub.example/"),
            false,
            status,
            HttpFields.EMPTY,
            body.getBytes(StandardCharsets.UTF_8),
            Duration.ZERO);
    return PushAnswerRule.of(request(protocol), answer, NOW);
  }

  private static PushRequest request(PushProtocol protocol) {
    return new PushRequest(
        "https://blog.example/f",
        protocol,
        "https://hub.example/",
        "https://blog.example/self",
        true,
        0,
        NOW);
  }
}
