package io.feedmesh.consumers.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.consumers.live.ChangesRequest.Form;
import io.feedmesh.schemas.url.FeedUrl;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesRequestTest {
  @Test
  void asksForAllFromNowOnByDefault() {
    ChangesRequest request = ChangesRequest.parse(Map.of(), null);

    assertThat(request.filter().feeds()).isEmpty();
    assertThat(request.after()).isEmpty();
    assertThat(request.last()).isZero();
    assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void feedsCountOnceInWhateverSpelling() {
    ChangesRequest request =
        ChangesRequest.parse(
            Map.of(
                "feed",
                List.of("https://a.example/f", "HTTPS://A.example:443/f", "http://b.example")),
            null);

    assertThat(request.filter().feeds())
        .containsExactlyInAnyOrder(
            FeedUrl.parse("https://a.example/f"), FeedUrl.parse("http://b.example/"));
  }

  @Test
  void theHeaderWinsOverTheQueryAndTheStandardsNameOverOurs() {
    Map<String, List<String>> both = Map.of("since", List.of("s"), "lastEventId", List.of("l"));

    assertThat(ChangesRequest.parse(both, "h").after()).contains("h");
    assertThat(ChangesRequest.parse(both, null).after()).contains("l");
    assertThat(ChangesRequest.parse(Map.of("since", List.of("s")), null).after()).contains("s");
    assertThat(ChangesRequest.parse(Map.of("since", List.of(" ")), null).after()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"last, 0", "last, 1000", "timeout, 0", "timeout, 60", "last, 007"})
  void takesNumbersWithinTheirBounds(String name, String value) {
    ChangesRequest request = ChangesRequest.parse(Map.of(name, List.of(value)), null);

    long found = name.equals("last") ? request.last() : request.timeout().toSeconds();
    assertThat(found).isEqualTo(Long.parseLong(value));
  }

  @ParameterizedTest
  @CsvSource({
    "last, 1001, 1000",
    "last, -1, 1000",
    "last, '', 1000",
    "last, 1e2, 1000",
    "last, 99999999999, 1000",
    "timeout, 61, 60",
    "timeout, 1.5, 60",
    "timeout, ' 1', 60"
  })
  void saysWhichNumberItExpected(String name, String value, String most) {
    assertThatThrownBy(() -> ChangesRequest.parse(Map.of(name, List.of(value)), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + ": expected a whole number from 0 to " + most + ", found " + value);
  }

  @Test
  void aMessageHoldsNoControlCharactersAndIsShort() {
    String hostile = "\r\nSet-Cookie: a=b\u0000" + "x".repeat(100_000);

    assertThatThrownBy(() -> ChangesRequest.parse(Map.of("last", List.of(hostile)), null))
        .hasMessageStartingWith("last: expected")
        .hasMessageNotContaining("\r")
        .hasMessageNotContaining("\n")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120));
  }

  @Test
  void refusesMoreFeedsThanItsBoundAndFeedsThatAreNone() {
    List<String> many = Collections.nCopies(1_001, "https://a.example/");

    assertThatThrownBy(() -> ChangesRequest.parse(Map.of("feed", many), null))
        .hasMessage("feed: expected at most 1000, found 1001");
    assertThatThrownBy(() -> ChangesRequest.parse(Map.of("feed", List.of("ftp://a/")), null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ChangesRequest.parse(Map.of("feed", many.subList(1, 1_001)), null).filter().feeds())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/event-stream | STREAM",
        "text/event-stream, application/json | STREAM",
        "application/json, text/event-stream;q=0.1 | STREAM",
        "application/json | POLL",
        "application/json, */* | POLL",
        "application/* | POLL",
        "*/* | STREAM",
        "text/* | STREAM",
        "text/html,application/xhtml+xml,*/*;q=0.8 | STREAM",
        "text/html | NONE",
        "image/png | NONE"
      })
  void answersInTheFormThatIsAccepted(String accept, Form form) {
    assertThat(ChangesRequest.form(accept)).isEqualTo(form);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = " ")
  void whoSaysNothingGetsTheStream(String accept) {
    assertThat(ChangesRequest.form(accept)).isEqualTo(Form.STREAM);
  }
}
