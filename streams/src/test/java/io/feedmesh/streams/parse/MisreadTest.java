package io.feedmesh.streams.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MisreadTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"K\u00F6ln", "\u201Ctwo\u201D \u2013 5 \u20AC", "\u041C\u0438\u0440", "a\u00A0b"})
  void textThatWasEncodedTwiceIsReadAsItWasMeant(String meant) {
    String misread = new String(meant.getBytes(UTF_8), ISO_8859_1);

    assertThat(Misread.repaired(misread)).isEqualTo(meant);
    assertThat(Misread.repaired(meant)).as("and once only").isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "Caf\u00E9",
        "\u00C3 la carte",
        "\u4E2D\u6587",
        "\u00E9\u00A0: \u00AB x \u00BB"
      })
  void otherTextStaysAsItIs(String text) {
    assertThat(Misread.repaired(text)).isEqualTo(text);
  }

  @Test
  void controlsOfTheSecondBlockMeanThatOfWindows1252() {
    assertThat(Misread.repaired("\u0093a\u0094 \u0096 \u4E2D"))
        .isEqualTo("\u201Ca\u201D \u2013 \u4E2D");
  }
}
