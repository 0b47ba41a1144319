package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made to hurt, or is no feed at all: a named reason, and soon. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileDocumentsTest {
  @Test
  void refusesWhatIsEmptyOrBlank() {
    assertThat(Parsing.refused("")).isEqualTo(RejectReason.EMPTY);
    assertThat(Parsing.refused(" \n\t ")).isEqualTo(RejectReason.EMPTY);
    assertThat(Parsing.refused("\uFEFF")).isEqualTo(RejectReason.EMPTY);
  }

  @Test
  void refusesWhatIsNoFeed() {
    assertThat(Parsing.refused("<!DOCTYPE html><html><body>Hi</body></html>"))
        .isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(Parsing.refused("<html><head/></html>")).isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(Parsing.refused("<?xml version='1.0'?><opml><body/></opml>"))
        .isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(Parsing.refused("just words")).isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(Parsing.refused("{\"a\":1}")).isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(Parsing.refused("[1,2]")).isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(Parsing.refused("%PDF-1.7 ...")).isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(Parsing.refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}))
        .isEqualTo(RejectReason.NOT_A_FEED);
    assertThat(Parsing.refused(new byte[1000])).isEqualTo(RejectReason.NOT_A_FEED);
  }

  @Test
  void refusesNestedElements() {
    assertThat(Parsing.refused("<rss>" + "<a>".repeat(100_000))).isEqualTo(RejectReason.TOO_DEEP);
    assertThat(Parsing.refused("{\"items\":" + "[".repeat(100_000)))
        .isEqualTo(RejectReason.TOO_DEEP);
  }

  @Test
  void readsManyElementsThatWereLeftOpen() {
    String item = "<item><title>x</title><description>a<br>b<img src=x>c</description></item>";
    assertThat(Parsing.parsed(Parsing.rss(item.repeat(500))).entries()).hasSize(500);
  }

  @Test
  void refusesHugeAttributesAndNames() {
    assertThat(Parsing.refused("<rss a='" + "x".repeat(2_000_000) + "'/>"))
        .isEqualTo(RejectReason.ATTRIBUTE_TOO_LONG);
    assertThat(Parsing.refused("<rss><" + "x".repeat(5_000_000) + "/></rss>"))
        .isEqualTo(RejectReason.NAME_TOO_LONG);
    assertThat(Parsing.refused("{\"" + "x".repeat(100_000) + "\":1}"))
        .isEqualTo(RejectReason.NAME_TOO_LONG);
  }

  @Test
  void refusesManyAttributesAndPrefixes() {
    StringBuilder attributes = new StringBuilder("<rss ");
    StringBuilder prefixes = new StringBuilder("<rss><channel>");
    for (int i = 0; i < 8_000; i++) {
      attributes.append("a").append(i).append("='1' ");
      prefixes.append("<a xmlns:p").append(i).append("='u'/>");
    }
    assertThat(Parsing.refused(attributes + "/>")).isEqualTo(RejectReason.TOO_MANY_ATTRIBUTES);
    assertThat(Parsing.refused(prefixes.toString())).isEqualTo(RejectReason.TOO_MANY_ATTRIBUTES);
  }

  @Test
  void refusesManyEntries() {
    assertThat(Parsing.refused("<rss><channel>" + "<item/>".repeat(500_000)))
        .isEqualTo(RejectReason.TOO_MANY_ENTRIES);
    assertThat(Parsing.refused("{\"title\":\"x\",\"items\":[0" + ",0".repeat(20_000) + "]}"))
        .isEqualTo(RejectReason.TOO_MANY_ENTRIES);
  }

  @Test
  void refusesWhatWouldFillTheHeap() {
    assertThat(Parsing.refused("<rss><channel>" + "<a/>".repeat(2_000_000)))
        .isEqualTo(RejectReason.TOO_LARGE);
    assertThat(Parsing.refused("{\"title\":[" + "{},".repeat(2_000_000) + "{}]}"))
        .isEqualTo(RejectReason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a ",
        "<![CDATA[",
        "&",
        "&#",
        "</x>",
        "<x></y>",
        "<",
        "<!--",
        "<?",
        "]]>",
        "\"",
        "<a b='",
        "<!DOCTYPE [",
        "<br>",
        "<item><b>",
        "<a:b xmlns:a='x'>",
        "&lt;script&gt;",
        "(a@b ",
        "<title>"
      })
  void comesToAnEndSoonWhateverIsRepeated(String part) {
    String document = "<rss><channel><item><title>" + part.repeat(1_000_000 / part.length());
    long start = System.nanoTime();

    Parsing.parse(document.getBytes(StandardCharsets.UTF_8), null);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void refusesWhatGrowsTooLargeWhenItIsCleaned() {
    assertThat(Parsing.refused("<rss><channel>" + "&".repeat(8_000_000)))
        .isEqualTo(RejectReason.TOO_LARGE);
  }

  @Test
  void refusesWhatIsTooLarge() {
    byte[] large = new byte[ParseBounds.DEFAULT.documentBytes() + 1];
    assertThat(Parsing.refused(large)).isEqualTo(RejectReason.TOO_LARGE);
  }

  @Test
  void refusesBrokenJson() {
    assertThat(Parsing.refused("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{"))
        .isEqualTo(RejectReason.UNPARSABLE);
  }

  @Test
  void stopsWhenItsTimeIsOver() {
    ParseBounds d = ParseBounds.DEFAULT;
    ParseBounds hurried =
        new ParseBounds(
            d.documentBytes(),
            d.depth(),
            d.entries(),
            d.attributes(),
            d.attributeLength(),
            d.nameLength(),
            Duration.ofNanos(1));
    byte[] document =
        Parsing.rss("<item><title>x</title></item>".repeat(1000)).getBytes(StandardCharsets.UTF_8);

    ParseOutcome outcome =
        new FeedParser(hurried).parse(new ParseRequest(document, Parsing.URL, null));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ParseOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(RejectReason.TOO_SLOW));
  }

  @Test
  void neverExpandsEntities() {
    String bomb =
        "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
            + "<!ENTITY f SYSTEM 'file:///etc/hostname'>]>"
            + "<rss version='2.0'><channel><item><title>&b;&f;</title></item></channel></rss>";

    assertThat(Parsing.only(bomb).getTitle()).isEqualTo("&b;&f;");
  }

  @Test
  void ignoresAMegabyteInADate() {
    assertThat(Parsing.item("<pubDate>" + "1 ".repeat(500_000) + "</pubDate>").getPublished())
        .isNull();
  }
}
