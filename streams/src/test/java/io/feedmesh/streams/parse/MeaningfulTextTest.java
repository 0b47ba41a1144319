package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeaningfulTextTest {
  private static final String PLAIN = text("<title>A b</title><description>One two</description>");

  @Test
  void noiseIsNoChange() {
    assertThat(text("<title> A  b</title><description>One\n two</description>")).isEqualTo(PLAIN);
    assertThat(
            text(
                "<title>A b</title><description>&lt;p class='x'&gt;One&lt;br&gt; two</description>"))
        .isEqualTo(PLAIN);
    assertThat(text("<title>A b</title><description>One two&lt;img src='/c?17'&gt;</description>"))
        .isEqualTo(PLAIN);
    assertThat(text("<title>A b</title><description>One&amp;nbsp;two</description>"))
        .isEqualTo(PLAIN);
    assertThat(
            text(
                "<title>A b</title><description>One&lt;script&gt;x=1&lt;/script&gt; two</description>"))
        .isEqualTo(PLAIN);
    assertThat(text("<title>A b</title><description>One two</description><pubDate>2025</pubDate>"))
        .isEqualTo(PLAIN);
  }

  @Test
  void otherWordsAreAChange() {
    assertThat(text("<title>A c</title><description>One two</description>")).isNotEqualTo(PLAIN);
    assertThat(text("<title>A b</title><description>One three</description>")).isNotEqualTo(PLAIN);
    assertThat(text("<title>A b</title><description>One two</description><link>/x</link>"))
        .isNotEqualTo(PLAIN);
  }

  @Test
  void anotherPictureIsAChangeWhereThereAreNoWords() {
    assertThat(text("<description>&lt;img src='a.jpg'&gt;</description>"))
        .isNotEqualTo(text("<description>&lt;img src='b.jpg'&gt;</description>"));
  }

  private static String text(String item) {
    return MeaningfulText.of(Parsing.item(item));
  }
}
