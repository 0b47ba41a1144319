package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.consumers.gateway.RangeRule.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, sections 14.1.2 and 14.2, of a document of 100 bytes. */
class RangeRuleTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=10-19, 10, 19",
    "bytes=90-, 90, 99",
    "bytes=90-1000, 90, 99",
    "bytes=99-99999999999999999999999, 99, 99",
    "bytes=-1, 99, 99",
    "bytes=-100, 0, 99",
    "bytes=-1000, 0, 99",
    "bytes=-99999999999999999999999, 0, 99",
    "Bytes=1-2, 1, 2",
    "' bytes= 1-2 ', 1, 2",
  })
  void aRangeThatIsThereIsCutAtTheEnd(String range, long first, long last) {
    assertThat(RangeRule.of(range, 100)).isEqualTo(new Part.Bytes(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=100-", "bytes=100-200", "bytes=-0", "bytes=99999999999999999999999-"})
  void aRangeBehindTheEndIsNotSatisfiable(String range) {
    assertThat(RangeRule.of(range, 100)).isEqualTo(new Part.Nothing());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=2-1",
        "bytes=a-b",
        "bytes=1",
        "bytes=+1-2",
        "bytes=1-2-3",
        "bytes=0x1-2",
        "items=0-1",
        "bytes=0-1,5-6",
        "bytes=1-2, bytes=1-2",
        "bytes=--1",
        "bytes=1 -2"
      })
  void whatIsNoSingleRangeIsIgnored(String range) {
    assertThat(RangeRule.of(range, 100)).isEqualTo(new Part.Whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-", "bytes=-1"})
  void nothingOfAnEmptyDocumentIsThere(String range) {
    assertThat(RangeRule.of(range, 0)).isEqualTo(new Part.Nothing());
  }
}
