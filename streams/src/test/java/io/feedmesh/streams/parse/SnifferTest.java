package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.record.RejectReason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnifferTest {
  @ParameterizedTest
  @CsvSource({
    "89504E470D0A1A0A, an image",
    "474946383961, an image",
    "FFD8FFE000104A46, an image",
    "255044462D312E34, a PDF document",
    "1F8B0800000000, an archive",
    "504B03040A00, an archive",
    "7F454C4602010100000000, binary data",
    "0000000000000000, binary data"
  })
  void saysWhatItIsInstead(String hex, String kind) {
    assertThatThrownBy(() -> Sniffer.checkBytes(HexFormat.of().parseHex(hex)))
        .isInstanceOf(RefusedException.class)
        .hasMessage("expected RSS, Atom or JSON Feed, found " + kind);
  }

  @Test
  void textOfEveryEncodingPasses() {
    String feed = "<?xml version='1.0'?>\r\n<rss>\t\u00E9\u4E2D</rss>";

    for (Charset charset :
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            StandardCharsets.ISO_8859_1)) {
      assertThatCode(() -> Sniffer.checkBytes(feed.getBytes(charset)))
          .as(charset.name())
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aFewControlCharactersAreForgiven() {
    byte[] bytes = new byte[1_000];
    Arrays.fill(bytes, (byte) 'a');
    Arrays.fill(bytes, 0, 20, (byte) 3);
    assertThatCode(() -> Sniffer.checkBytes(bytes)).doesNotThrowAnyException();

    Arrays.fill(bytes, 0, 60, (byte) 3);
    assertThatThrownBy(() -> Sniffer.checkBytes(bytes)).hasMessageContaining("binary data");
  }

  @Test
  void controlCharactersPastTheHeadAreLeftToTheCleaner() {
    byte[] bytes = new byte[10_000];
    Arrays.fill(bytes, 0, 512, (byte) 'a');

    assertThatCode(() -> Sniffer.checkBytes(bytes)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", " \r\n\t{\"items\":[]}", "\uFEFF{"})
  void knowsJson(String text) {
    assertThat(Sniffer.isJson(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<rss/>", "\uFEFF<feed/>", "Warning: x <rss/>", "[1] <rss/>"})
  void takesWhatHasMarkupForXml(String text) {
    assertThat(Sniffer.isJson(text)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "hello, found plain text",
    "'[1,2]', found a JSON array",
    "404, found plain text",
    "null, found plain text"
  })
  void refusesTextWithoutMarkup(String text, String found) {
    assertThatThrownBy(() -> Sniffer.isJson(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.outcome().reason()).isEqualTo(RejectReason.NOT_A_FEED))
        .hasMessageEndingWith(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n", "\uFEFF", "\u0000\u0001"})
  void refusesTheBlankAsEmpty(String text) {
    assertThatThrownBy(() -> Sniffer.isJson(text))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.outcome().reason()).isEqualTo(RejectReason.EMPTY));
    assertThatThrownBy(() -> Sniffer.checkBytes(new byte[0])).hasMessageContaining("no bytes");
  }
}
