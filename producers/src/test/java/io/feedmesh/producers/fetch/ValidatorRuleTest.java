package io.feedmesh.producers.fetch;

import static io.feedmesh.producers.fetch.Replies.reply;
import static io.feedmesh.producers.fetch.Replies.request;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorRuleTest {
  private static final String EARLY = "Sat, 21 Nov 2026 10:00:00 GMT";
  private static final String LATE = "Sun, 22 Nov 2026 10:00:00 GMT";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "a"       | "a"        | true
          W/"a"     | "a"        | true
          w/"a"     | W/"a"      | true
          a         | "a"        | true
          "a-gzip"  | "a"        | true
          "a;gzip"  | "a"        | true
          "a--gzip" | "a"        | true
          "a"       | W/"a-br"   | true
          "a"       | "b"        | false
          "a"       | "a-"       | false
          "gzip"    | "br"       | false
          "A"       | "a"        | false
          """)
  void tagsOfOneVersionAreTheSameWhateverServersDoToThem(String one, String other, boolean same) {
    assertThat(ValidatorRule.same(one, other)).isEqualTo(same);
    assertThat(ValidatorRule.same(other, one)).isEqualTo(same);
  }

  @Test
  void a304ThatNamesAnotherTagContradictsItself() {
    assertThat(
            ValidatorRule.contradicts(
                request().setEtag("\"1\"").build(), reply(304, "", "ETag", "\"2\"")))
        .isTrue();
    assertThat(
            ValidatorRule.contradicts(
                request().setEtag("\"1\"").build(), reply(304, "", "ETag", "W/\"1\"")))
        .isFalse();
  }

  @Test
  void serversThatTagOneDateDifferentlyAreBelieved() {
    assertThat(
            ValidatorRule.contradicts(
                request().setEtag("\"node-1\"").setLastModified(EARLY).build(),
                reply(304, "", "ETag", "\"node-2\"", "Last-Modified", EARLY)))
        .isFalse();
  }

  @Test
  void a304WithALaterDateContradictsOneAskedByDateAlone() {
    assertThat(
            ValidatorRule.contradicts(
                request().setLastModified(EARLY).build(), reply(304, "", "Last-Modified", LATE)))
        .isTrue();
    assertThat(
            ValidatorRule.contradicts(
                request().setLastModified(LATE).build(), reply(304, "", "Last-Modified", EARLY)))
        .isFalse();
    assertThat(
            ValidatorRule.contradicts(
                request().setLastModified("yesterday").build(),
                reply(304, "", "Last-Modified", "today")))
        .isFalse();
  }
}
