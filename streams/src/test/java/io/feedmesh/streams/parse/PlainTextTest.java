package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain|plain",
        "  two   words |two words",
        "<b>bold</b>|bold",
        "a<b>b</b>c|abc",
        "<p>a</p><p>b</p>|a b",
        "a<br>b|a b",
        "a<br/>b|a b",
        "a<BR />b|a b",
        "<div>a<div>b</div></div>|a b",
        "<li>a<li>b|a b",
        "a<!-- no -->b|ab",
        "a<!-- never ends|a",
        "a<script>var x = '<p>';</script>b|a b",
        "a<style type='text/css'>p { }</style>b|a b",
        "a<script>never ends|a",
        "<a href='x>y'>z</a>|z",
        "<a href=\"x>y\">z</a>|z",
        "<a href=x'y>z</a>|z",
        "<img src='/pixel?1' alt='no'>words|words",
        "<b|null",
        "a <b c|a",
        "1 < 2|1 < 2",
        "a <- b -> c|a <- b -> c",
        "<3 you|<3 you",
        "List<String> x|List<String> x",
        "<unknown>kept</unknown>|<unknown>kept</unknown>",
        "</p>end|end",
        "</>|</>",
        "<|<",
        "</|</",
        "AT&amp;T|AT&T",
        "AT&T|AT&T",
        "a&nbsp;b|a b",
        "a&#160;b|a b",
        "a&#xA0;b|a b",
        "&lt;p&gt;|<p>",
        "&eacute;&#233;&#xe9;&#XE9;|éééé",
        "&#150;|–",
        "&#0;x|x",
        "&unknown;|&unknown;",
        "&;|&;",
        "&|&",
        "a & b|a & b",
        "&#;|null",
        "&amp|&amp"
      })
  void readsTheTextOfHtml(String html, String text) {
    assertThat(PlainText.ofHtml(html)).isEqualTo(text.equals("null") ? null : text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\n\t", "\u00A0", "<p></p>", "<br>", "<!-- x -->", "<img src='a.png'>"})
  void whatHasNoTextIsNull(String html) {
    assertThat(PlainText.ofHtml(html)).isNull();
  }

  @Test
  void nullStaysNull() {
    assertThat(PlainText.ofHtml(null)).isNull();
    assertThat(PlainText.folded(null)).isNull();
  }

  @Test
  void foldsEveryKindOfSpace() {
    assertThat(PlainText.folded("\u2003a\r\n\t b\u00A0\u00A0c\u3000"))
        .as("em space, line end, tab, no-break space, ideographic space")
        .isEqualTo("a b c");
  }

  @Test
  void foldingTwiceIsFoldingOnce() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    String alphabet = "ab \t\n\u00A0<>&;#x/'\"=-!p";
    for (int i = 0; i < 3_000; i++) {
      StringBuilder html = new StringBuilder();
      for (int n = random.nextInt(30); n > 0; n--) {
        html.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }

      String text = PlainText.ofHtml(html.toString());

      assertThat(PlainText.folded(text)).as("%s with seed %d", html, seed).isEqualTo(text);
      assertThat(text == null || !text.isEmpty()).isTrue();
    }
  }

  @Test
  void manyOpenTagsCostNoMoreThanTheirLength() {
    String html = "<a href=\"".repeat(200_000) + "<!--".repeat(200_000);

    assertThat(PlainText.ofHtml(html)).isNull();
  }

  @Test
  void scriptsEndWhateverTheCaseOfTheirTags() {
    assertThat(PlainText.ofHtml("one <SCRIPT>var a = '</b>';</Script> two")).isEqualTo("one two");
    assertThat(PlainText.ofHtml("one <style>b{}</STYLE>two")).isEqualTo("one two");
  }

  @Test
  void quotesAreQuotesWithBlanksAroundTheEqualsSign() {
    assertThat(PlainText.ofHtml("x <img alt = \"a>b\"> y <a title= 'c>d'>z</a>"))
        .isEqualTo("x y z");
  }
}
