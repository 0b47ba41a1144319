package io.feedmesh.consumers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | true",
        "GZIP | true",
        "x-gzip | true",
        "gzip, deflate, br | true",
        "deflate, gzip;q=0.5 | true",
        "br;q=1.0, gzip;q=0.8, *;q=0.1 | true",
        "* | true",
        "*;q=0.1 | true",
        "gzip;q=1.000 | true",
        "'' | false",
        "identity | false",
        "deflate, br | false",
        "gzip;q=0 | false",
        "gzip;q=0.0, * | false",
        "*;q=0 | false",
        "identity, gzip;q=0.5 | false",
        "gzip;q=2 | false",
        "gzip;q=x | false",
        "gzip ; q=0.5 | true",
        "gzipped | false",
        ";;,,;q=1 | false",
      })
  void goesByTheWeights(String field, boolean gzip) {
    assertThat(EncodingRule.gzip(List.of(field))).isEqualTo(gzip);
  }

  @Test
  void whoSaysNothingGetsTheDocumentAsItIs() {
    assertThat(EncodingRule.gzip(List.of())).isFalse();
  }

  @Test
  void severalFieldsCountAsOne() {
    assertThat(EncodingRule.gzip(List.of("br", "gzip"))).isTrue();
  }
}
