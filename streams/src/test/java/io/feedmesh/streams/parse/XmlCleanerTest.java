package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.feedmesh.schemas.record.RejectReason;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlCleanerTest {
  private static final int BOUND = 1_000_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '`',
      value = {
        "<rss>a</rss>|<rss>a</rss>",
        "<?xml version='1.0'?><rss>a</rss>|<rss>a</rss>",
        "<b>Warning</b>: in line 3<rss>a</rss>|<rss>a</rss>",
        "<rss>a</rss><script>x</script>|<rss>a</rss>",
        "junk <feed>a</feed> junk|<feed>a</feed>",
        "HTTP/1.1 200 OK <rdf:RDF>a</rdf:RDF>|<rdf:RDF>a</rdf:RDF>",
        "<!DOCTYPE rss SYSTEM 'x'><rss>a</rss>|<rss>a</rss>",
        "<rss>a & b</rss>|<rss>a &amp; b</rss>",
        "<rss>a&b</rss>|<rss>a&amp;b</rss>",
        "<rss>&amp;&lt;</rss>|<rss>&amp;&lt;</rss>",
        "<rss>&nbsp;&eacute;</rss>|<rss>\u00A0é</rss>",
        "<rss>&foo;</rss>|<rss>&amp;foo;</rss>",
        "<rss>&#11;x&#0;</rss>|<rss>x</rss>",
        "<rss>&#60;&#38;</rss>|<rss>&lt;&amp;</rss>",
        "<rss>a < b</rss>|<rss>a &lt; b</rss>",
        "<rss>1 <2</rss>|<rss>1 &lt;2</rss>",
        "<rss>a ]]> b</rss>|<rss>a ]]&gt; b</rss>",
        "<rss a='x<y'>b</rss>|<rss a='x&lt;y'>b</rss>",
        "<rss a='x&y=1'>b</rss>|<rss a='x&amp;y=1'>b</rss>",
        "<rss a='&quot;'>b</rss>|<rss a='&quot;'>b</rss>",
        "<rss><!-- a -- b -->c</rss>|<rss>c</rss>",
        "<rss><!-- never ends</rss>|<rss>",
        "<rss><?php echo 1 ?>c</rss>|<rss>c</rss>",
        "<rss><![CDATA[a & <b>]]></rss>|<rss><![CDATA[a & <b>]]></rss>",
        "<rss>a\u0008b\uFFFEc</rss>|<rss>abc</rss>"
      })
  void takesOutWhatXmlForbids(String document, String cleaned) {
    assertThat(XmlCleaner.clean(document, BOUND)).isEqualTo(cleaned);
  }

  @Test
  void takesHalfSurrogatesOutAndLeavesWholeOnes() {
    assertThat(XmlCleaner.clean("<rss>a\uD83Db\uDE00c\uD83D\uDE00</rss>", BOUND))
        .isEqualTo("<rss>abc\uD83D\uDE00</rss>");
  }

  @Test
  void controlCharactersWithinCdataGoToo() {
    assertThat(XmlCleaner.clean("<rss><![CDATA[a\u0001b]]>\u0002</rss>", BOUND))
        .isEqualTo("<rss><![CDATA[ab]]></rss>");
  }

  @Test
  void refusesWhatGrowsPastTheBound() {
    String ampersands = "<rss>" + "&".repeat(1_000) + "</rss>";

    assertThat(XmlCleaner.clean(ampersands, 5_100)).hasSize(5_011);
    assertThatThrownBy(() -> XmlCleaner.clean(ampersands, 4_000))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.outcome().reason()).isEqualTo(RejectReason.TOO_LARGE))
        .hasMessageContaining("4000");
  }

  @Test
  void whatIsWellFormedStaysWellFormedAndSaysTheSame() {
    String whole =
        Parsing.rss(
            "<item><title>A &amp; b</title><link>/a?b=1&amp;c=2</link><guid>g</guid>"
                + "<description><![CDATA[<p>x & y</p>]]></description></item>");

    ParseOutcome.Parsed before = Parsing.parsed(whole);
    ParseOutcome.Parsed after = Parsing.parsed(XmlCleaner.clean(whole, BOUND));

    assertThat(after.entries()).isEqualTo(before.entries());
    assertThat(after.feed()).isEqualTo(before.feed());
  }

  @Test
  void cleaningTwiceIsCleaningOnce() {
    long seed = Long.getLong("feedmesh.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Dfeedmesh.seed=" + seed + ")");
    Random random = new Random(seed);
    String[] parts = {
      "a", " ", "&", "&amp;", "&lt;", "&foo;", "&#1;", "<", ">", "<b>", "</b>", "]]>", "\u0003", "'"
    };
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder("<rss>");
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String once = XmlCleaner.clean(text.append("</rss>").toString(), BOUND);

      assertThat(XmlCleaner.clean(once, BOUND)).as("%s with seed %d", text, seed).isEqualTo(once);
    }
  }
}
