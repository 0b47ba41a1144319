package io.feedmesh.streams.parse;

import static io.feedmesh.schemas.record.ParseStage.CLEANED;
import static io.feedmesh.schemas.record.ParseStage.LENIENT;
import static io.feedmesh.schemas.record.ParseStage.STRICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.feedmesh.schemas.record.ParseStage;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One sample for each fault that publishers make: which stage reads it, and what it reads. */
class FaultsTest {
  private static final String SNOW = Parsing.rss("<item><title>Snow</title></item>");

  static Stream<Arguments> samples() {
    return Stream.of(
        fault("bare ampersand", CLEANED, title("Salt & pepper"), "Salt & pepper"),
        fault("ampersand in a link", CLEANED, title("a?b=1&c=2"), "a?b=1&c=2"),
        fault("HTML entity", CLEANED, title("Caf&eacute;&nbsp;au lait"), "Caf\u00E9 au lait"),
        fault("unknown entity", CLEANED, title("x &nosuch; y"), "x &nosuch; y"),
        fault("control character", CLEANED, title("bell\u0007 rings"), "bell rings"),
        fault("NUL", CLEANED, title("a\u0000b"), "ab"),
        fault("reference to a control character", CLEANED, title("a&#6;b"), "ab"),
        fault("reference past Unicode", CLEANED, title("a&#x110000;b"), "ab"),
        fault("reference without digits", CLEANED, title("a&#;b"), "ab"),
        fault("windows-1252 reference", CLEANED, title("a&#150;b&bad;"), "a\u2013b&bad;"),
        fault("less-than in text", CLEANED, title("1 < 2"), "1 < 2"),
        fault("CDATA end in text", CLEANED, title("a ]]> b"), "a ]]> b"),
        fault("blank line before declaration", STRICT, "\n\n" + SNOW, "Snow"),
        fault("byte order mark twice", STRICT, "\uFEFF\uFEFF" + SNOW, "Snow"),
        fault("warning before declaration", CLEANED, "Warning: mysql is gone\n" + SNOW, "Snow"),
        fault("mark-up before declaration", CLEANED, "<br />\n<b>Warning</b>: x" + SNOW, "Snow"),
        fault("script after the root", CLEANED, SNOW + "<script>track()</script>", "Snow"),
        fault("text after the root", CLEANED, SNOW + " 0.3 seconds", "Snow"),
        fault("two declarations", STRICT, "<?xml version='1.0'?>\n" + SNOW, "Snow"),
        fault("odd XML version", STRICT, SNOW.replace("1.0\"?", "3.7\"?"), "Snow"),
        fault(
            "comment with hyphens",
            CLEANED,
            SNOW.replace("<item>", "<!-- a -- b --><item>"),
            "Snow"),
        fault(
            "doctype with entities", STRICT, "<!DOCTYPE rss [<!ENTITY a \"]>\">]>" + SNOW, "Snow"),
        fault(
            "doctype elsewhere",
            STRICT,
            "<!DOCTYPE rss SYSTEM 'http://x.invalid/a'>" + SNOW,
            "Snow"),
        fault(
            "undeclared prefix",
            LENIENT,
            SNOW.replace("<item>", "<item><slash:c>1</slash:c>"),
            "Snow"),
        fault("unquoted attribute", LENIENT, SNOW.replace("<item>", "<item class=x>"), "Snow"),
        fault("attribute twice", LENIENT, SNOW.replace("<item>", "<item a='1' a='2'>"), "Snow"),
        fault(
            "HTML left open",
            LENIENT,
            Parsing.rss("<item><title>Snow</title><description><p>a<br>b</description></item>"),
            "Snow"),
        fault("wrong end tag", LENIENT, SNOW.replace("</item>", "</itm></item>"), "Snow"),
        fault("cut off", LENIENT, SNOW.substring(0, SNOW.indexOf("</channel>")), "Snow"),
        fault(
            "cut off within a title",
            LENIENT,
            SNOW.substring(0, SNOW.indexOf("</title></item>")),
            "Snow"),
        fault(
            "CDATA left open",
            LENIENT,
            Parsing.rss("<item><title><![CDATA[Snow</title></item>"),
            null),
        fault("bracket before CDATA's end", STRICT, title("<![CDATA[[Snow]]]>"), "[Snow]"),
        fault("escaped twice", STRICT, title("Salt &amp;amp; pepper"), "Salt & pepper"),
        fault("mark-up in a title", STRICT, title("&lt;b&gt;Snow&lt;/b&gt; today"), "Snow today"),
        fault("elements in a title", STRICT, title("<b>Snow</b> today"), "Snow today"),
        fault("generics in a title", STRICT, title("A List&lt;T&gt; of T"), "A List<T> of T"),
        fault("white space in a title", STRICT, title("\n  Snow\t\n today "), "Snow today"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("samples")
  void readsWhatThePublisherMeant(String name, ParseStage stage, String document, String title) {
    ParseOutcome.Parsed parsed = Parsing.parsed(document);

    assertThat(parsed.stage()).isEqualTo(stage);
    assertThat(parsed.feed().getTitle()).isEqualTo("Garden");
    assertThat(parsed.entries()).hasSize(1);
    if (title != null) {
      assertThat(parsed.entries().get(0).getTitle()).isEqualTo(title);
    }
  }

  private static String title(String title) {
    return Parsing.rss("<item><title>" + title + "</title></item>");
  }

  private static Arguments fault(String name, ParseStage stage, String document, String title) {
    return Arguments.of(name, stage, document, title);
  }
}
