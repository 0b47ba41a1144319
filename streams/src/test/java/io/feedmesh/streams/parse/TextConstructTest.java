package io.feedmesh.streams.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextConstructTest {
  /** RFC 4287, section 3.1.1, with what Atom 0.3 called the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<t>1 &lt; 2</t> | 1 < 2 | 1 &lt; 2",
        "<t type='text'>a &lt;b&gt; c</t> | a <b> c | a &lt;b&gt; c",
        "<t type='text/plain'>a &amp; b</t> | a & b | a &amp; b",
        "<t type='html'>a &lt;b&gt;c&lt;/b&gt;</t> | a c | a <b>c</b>",
        "<t type='text/html'>a &amp;amp; b</t> | a & b | a &amp; b",
        "<t type=' HTML '>a &lt;i&gt;c&lt;/i&gt;</t> | a c | a <i>c</i>",
        "<t mode='escaped'>a &lt;b&gt;c&lt;/b&gt;</t> | a c | a <b>c</b>",
        "<t type='html'><![CDATA[<p>x</p>]]></t> | x | <p>x</p>",
        "<t type='xhtml'><div><p>x</p></div></t> | x | <p>x</p>",
        "<t type='xhtml'><div>a<br/>b</div></t> | a b | a<br>b",
        "<t type='xhtml'><p>x</p><p>y</p></t> | x y | <p>x</p><p>y</p>",
        "<t type='xhtml'>a <div>b</div></t> | a b | a <div>b</div>",
        "<t><p>x</p></t> | x | <p>x</p>",
        "<t type='application/xhtml+xml'><p>x</p></t> | x | <p>x</p>",
        "<t type='xhtml'>a &lt;b&gt;c&lt;/b&gt;</t> | a c | a <b>c</b>",
        "<t type='image/svg+xml'>x</t> | x | x"
      })
  void readsTextOfAtomByItsType(String xml, String plain, String html) {
    Element element = Xml.element(xml);

    assertThat(TextConstruct.plain(element, true)).isEqualTo(plain);
    assertThat(TextConstruct.html(element, true)).isEqualTo(html);
  }

  /** RSS says nowhere what it is, so that it is HTML. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<t>a &lt;b&gt;c&lt;/b&gt;</t> | a c | a <b>c</b>",
        "<t>AT&amp;T</t> | AT&T | AT&T",
        "<t>AT&amp;amp;T</t> | AT&T | AT&amp;T",
        "<t type='text'>a &lt;b&gt;c&lt;/b&gt;</t> | a c | a <b>c</b>",
        "<t>1 &lt; 2</t> | 1 < 2 | 1 < 2",
        "<t><p>a</p><p>b</p></t> | a b | <p>a</p><p>b</p>"
      })
  void readsTextOfRssAsHtml(String xml, String plain, String html) {
    Element element = Xml.element(xml);

    assertThat(TextConstruct.plain(element, false)).isEqualTo(plain);
    assertThat(TextConstruct.html(element, false)).isEqualTo(html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<t/>", "<t> </t>", "<t type='html'>\n</t>", "<t type='xhtml'><div/></t>"})
  void nothingIsNoText(String xml) {
    assertThat(TextConstruct.plain(Xml.element(xml), true)).isNull();
    assertThat(TextConstruct.html(Xml.element(xml), true)).isNull();
  }

  @Test
  void noElementIsNoText() {
    assertThat(TextConstruct.plain(null, true)).isNull();
    assertThat(TextConstruct.html(null, false)).isNull();
    assertThat(TextConstruct.escaped(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "audio/mpeg", "application/octet-stream"})
  void contentThatIsNoTextIsLeftOut(String type) {
    Element element = Xml.element("<content type='" + type + "'>iVBORw0KGgo=</content>");

    assertThat(TextConstruct.html(element, true)).isNull();
    assertThat(TextConstruct.plain(element, true)).isNull();
  }

  @Test
  void readsBase64AndKeepsWhatIsNone() {
    String encoded =
        Base64.getMimeEncoder()
            .encodeToString("<p>caf\u00E9</p>".repeat(20).getBytes(StandardCharsets.UTF_8));

    assertThat(
            TextConstruct.html(
                Xml.element("<c type='text/html' mode='BASE64'>" + encoded + "</c>"), true))
        .startsWith("<p>caf\u00E9</p><p>")
        .hasSize(220);
    assertThat(TextConstruct.html(Xml.element("<c type='text/html' mode='base64'>=x</c>"), true))
        .isEqualTo("=x");
  }

  @Test
  void plainTextAsHtmlReadsAsItself() {
    String text = "1 < 2 & \"3\" > '2' \u00E9";

    assertThat(PlainText.ofHtml(TextConstruct.escaped(text))).isEqualTo(text);
  }
}
