package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharacterReferencesTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "&amp;, &",
        "&lt;, <",
        "&gt;, >",
        "&apos;, '",
        "&nbsp;, \u00A0",
        "&eacute;, é",
        "&Eacute;, É",
        "&hellip;, …",
        "&euro;, €",
        "&#65;, A",
        "&#x41;, A",
        "&#X41;, A",
        "&#x0041;, A",
        "&#8364;, €",
        "&#128;, €",
        "&#x80;, €",
        "&#145;, ‘",
        "&#146;, ’",
        "&#147;, “",
        "&#148;, ”",
        "&#150;, –",
        "&#151;, —",
        "&#153;, ™",
        "&#159;, Ÿ",
        "&#128512;, 😀",
        "&#x1F600;, 😀",
        "&#x10FFFD;, \uDBFF\uDFFD"
      })
  void readsWhatTheyStandFor(String reference, String expected) {
    int semicolon = CharacterReferences.end(reference, 0);

    assertThat(semicolon).isEqualTo(reference.length() - 1);
    assertThat(CharacterReferences.resolve(reference, 0, semicolon)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&#0;",
        "&#8;",
        "&#x0B;",
        "&#31;",
        "&#xD800;",
        "&#xDFFF;",
        "&#xFFFE;",
        "&#xFFFF;",
        "&#x110000;",
        "&#99999999999999999999;",
        "&#xFFFFFFFFFFFFFFFF;",
        "&#;",
        "&#x;",
        "&#xZZ;",
        "&#12a;",
        "&#a;"
      })
  void whatXmlForbidsStandsForNothing(String reference) {
    assertThat(CharacterReferences.resolve(reference, 0, reference.length() - 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"&foo;", "&Amp1;", "&x41;", "&nbspx;"})
  void unknownNamesAreNoReferences(String reference) {
    assertThat(CharacterReferences.resolve(reference, 0, reference.length() - 1)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&",
        "&;",
        "& ;",
        "&amp",
        "&a b;",
        "&a&b;",
        "&a=b;",
        "&##1;",
        "&é;",
        "&<;",
        "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;"
      })
  void endsNowhereWhereThereIsNone(String text) {
    assertThat(CharacterReferences.end(text, 0)).isEqualTo(-1);
  }

  @Test
  void findsTheEndWithinAText() {
    String text = "AT&amp;T & co.";

    assertThat(CharacterReferences.end(text, 2)).isEqualTo(6);
    assertThat(CharacterReferences.end(text, 9)).isEqualTo(-1);
    assertThat(CharacterReferences.resolve(text, 2, 6)).isEqualTo("&");
  }

  @Test
  void allowsJustWhatXmlDoes() {
    int allowed = 0;
    for (int code = 0; code <= 0x10FFFF; code++) {
      allowed += CharacterReferences.allowed(code) ? 1 : 0;
    }

    assertThat(allowed)
        .as("XML 1.0, section 2.2: 3 + up to D7FF + up to FFFD + the rest")
        .isEqualTo(3 + (0xD7FF - 0x20 + 1) + (0xFFFD - 0xE000 + 1) + 0x100000);
    assertThat(CharacterReferences.allowed(-1)).isFalse();
    assertThat(CharacterReferences.allowed(0x110000)).isFalse();
  }
}
