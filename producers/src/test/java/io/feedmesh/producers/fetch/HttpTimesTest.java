package io.feedmesh.producers.fetch;

import static io.feedmesh.producers.fetch.Replies.NOW;
import static io.feedmesh.producers.fetch.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTimesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        " Sun, 06 Nov 1994 08:49:37 GMT "
      })
  void readsEachFormatOfDates(String text) {
    assertThat(HttpTimes.date(text)).contains(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "0", "-1", "tomorrow", "Sun, 99 Nov 1994 08:49:37 GMT"})
  void nonsenseIsNoDate(String text) {
    assertThat(HttpTimes.date(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "120,PT2M",
    " 120 ,PT2M",
    "0,PT10S",
    "99999999999999999999,PT168H",
    "'Sun, 22 Nov 2026 12:30:00 GMT',PT30M",
    "'Sun, 22 Nov 2020 12:30:00 GMT',PT10S",
    "'Sunday, 22-Nov-26 13:00:00 GMT',PT1H",
    "Sun Nov 22 12:01:00 2026,PT1M",
    "'Sun, 22 Nov 2099 12:30:00 GMT',PT168H"
  })
  void retryAfterIsSecondsOrADateWithinBounds(String field, Duration wait) {
    assertThat(HttpTimes.retryAt(field, NOW)).contains(NOW.plus(wait));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "1.5", "soon", "12s"})
  void retryAfterThatIsNonsenseSaysNothing(String field) {
    assertThat(HttpTimes.retryAt(field, NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=600|PT10M",
        "Max-Age=\"600\" , public|PT10M",
        "max-age=600, s-maxage=60|PT1M",
        "max-age=31536000|PT720H",
        "max-age=99999999999999|PT720H"
      })
  void freshForAsLongAsCacheControlSays(String cacheControl, Duration fresh) {
    assertThat(HttpTimes.freshUntil(reply(200, "", "Cache-Control", cacheControl), NOW))
        .contains(NOW.plus(fresh));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no-cache", "no-store, max-age=60", "max-age=0", "max-age=x", "max-age", ""})
  void notFreshWhereCacheControlSaysNoOrNothing(String cacheControl) {
    assertThat(HttpTimes.freshUntil(reply(200, "", "Cache-Control", cacheControl), NOW)).isEmpty();
  }

  @Test
  void theTimeInOtherCachesCounts() {
    assertThat(
            HttpTimes.freshUntil(reply(200, "", "Cache-Control", "max-age=60", "Age", "20"), NOW))
        .contains(NOW.plusSeconds(40));
    assertThat(
            HttpTimes.freshUntil(reply(200, "", "Cache-Control", "max-age=60", "Age", "60"), NOW))
        .isEmpty();
  }

  @Test
  void severalCacheControlFieldsAreOne() {
    assertThat(
            HttpTimes.freshUntil(
                reply(200, "", "Cache-Control", "public", "Cache-Control", "max-age=5"), NOW))
        .contains(NOW.plusSeconds(5));
  }

  @Test
  void expiresCountsFromTheOriginsOwnDate() {
    Reply reply =
        reply(
            200,
            "",
            "Date",
            "Sun, 22 Nov 2026 10:00:00 GMT",
            "Expires",
            "Sun, 22 Nov 2026 11:00:00 GMT");

    assertThat(HttpTimes.freshUntil(reply, NOW)).contains(NOW.plusSeconds(3600));
    assertThat(HttpTimes.freshUntil(reply(200, "", "Expires", "0"), NOW)).isEmpty();
  }

  @Test
  void theOriginsClockIsDateMinusAge() {
    assertThat(
            HttpTimes.originDate(
                reply(200, "", "Date", "Sun, 22 Nov 2026 12:00:00 GMT", "Age", "90")))
        .contains(Instant.parse("2026-11-22T11:58:30Z"));
    assertThat(HttpTimes.originDate(reply(200, ""))).isEmpty();
  }
}
