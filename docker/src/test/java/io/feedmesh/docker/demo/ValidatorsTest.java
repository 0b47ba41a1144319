package io.feedmesh.docker.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorsTest {
  private static final Instant MODIFIED = Instant.parse("2026-03-01T10:00:00.700Z");
  private static final Instant SECOND = Instant.parse("2026-03-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "W/\"a\"              | true",
        "\"a\"                | true",
        "*                     | true",
        "\"x\", W/\"a\", \"y\" | true",
        "\"a,b\"              | false",
        "\"A\"                | false",
        "a                     | false",
        "\"                    | false",
        "W/\"\"               | false",
      })
  void comparesETagsWeakly(String ifNoneMatch, boolean match) {
    Validators validators = new Validators("W/\"a\"", SECOND, true);

    assertThat(validators.match(List.of(ifNoneMatch), -1)).isEqualTo(match);
    assertThat(validators.match(List.of("\"z\"", ifNoneMatch), -1)).isEqualTo(match);
  }

  @Test
  void theDateCountsOnlyWithoutAnETag() {
    Validators validators = new Validators("\"a\"", SECOND, true);

    assertThat(validators.match(List.of(), SECOND.toEpochMilli())).isTrue();
    assertThat(validators.match(List.of(), SECOND.toEpochMilli() - 1)).isFalse();
    assertThat(validators.match(List.of(), -1)).isFalse();
    assertThat(validators.match(List.of("\"b\""), SECOND.toEpochMilli())).isFalse();
  }

  @Test
  void theDateIsNotReliedOnWhileItsSecondRuns() {
    Document document = new Document("text/plain", new byte[] {1}, MODIFIED);

    Validators early = Validators.of(document, SECOND.plusMillis(999));
    assertThat(early.lastModified()).isEqualTo(SECOND.minusSeconds(1));
    assertThat(early.match(List.of(), SECOND.toEpochMilli())).isFalse();
    assertThat(early.match(List.of(early.etag()), -1)).isTrue();

    Validators later = Validators.of(document, SECOND.plusMillis(1_000));
    assertThat(later.lastModified()).isEqualTo(SECOND);
    assertThat(later.match(List.of(), SECOND.minusSeconds(1).toEpochMilli())).isFalse();
    assertThat(later.match(List.of(), SECOND.toEpochMilli())).isTrue();
  }
}
