package io.feedmesh.consumers.delta;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutTest {
  private static Optional<String> cut(String before, String after) {
    return cut(before, after, StandardCharsets.UTF_8);
  }

  private static Optional<String> cut(String before, String after, Charset charset) {
    byte[] current = after.getBytes(charset);
    long[] known = ItemScan.of(before.getBytes(charset)).hashes();
    return Cut.of(current, ItemScan.of(current), known).map(bytes -> new String(bytes, charset));
  }

  @Test
  void ofRss20StaysWhatIsNewAndWhatIsNoItem() {
    String before =
        "<rss version='2.0'><channel><title>t</title><item>1</item><item>2</item></channel></rss>";
    String after =
        """
        <?xml version="1.0"?>
        <rss version='2.0'>
          <channel>
            <title>t</title>
            <item><title>3</title></item>
            <item>2</item>
            <item>1</item>
          </channel>
        </rss>
        """;

    assertThat(cut(before, after))
        .contains(
            """
            <?xml version="1.0"?>
            <rss version='2.0'>
              <channel>
                <title>t</title>
                <item><title>3</title></item>
              </channel>
            </rss>
            """);
  }

  @Test
  void anItemThatHasChangedIsThereWhole() {
    assertThat(
            cut(
                "<rss><channel><item>1</item><item>2</item></channel></rss>",
                "<rss><channel><item>1</item><item>2 corrected</item></channel></rss>"))
        .contains("<rss><channel><item>2 corrected</item></channel></rss>");
  }

  @Test
  void aChangeOfTheChannelAloneComesWithoutItems() {
    assertThat(
            cut(
                "<rss><channel><ttl>1</ttl><item>1</item></channel></rss>",
                "<rss><channel><ttl>9</ttl><item>1</item></channel></rss>"))
        .contains("<rss><channel><ttl>9</ttl></channel></rss>");
  }

  @Test
  void ofAtomStayTheEntriesWhateverThePrefix() {
    assertThat(
            cut(
                "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry>1</a:entry></a:feed>",
                "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry>2</a:entry>"
                    + "<a:entry>1</a:entry><entry>x</entry></a:feed>"))
        .contains(
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry>2</a:entry>"
                + "<entry>x</entry></a:feed>");
  }

  @Test
  void ofRss10TheListOfItemsLosesThemToo() {
    String channel =
        "<rdf:RDF xmlns:rdf='r'><channel rdf:about='c'><items><rdf:Seq>%s</rdf:Seq></items>"
            + "</channel>%s</rdf:RDF>";
    String before =
        channel.formatted("<rdf:li rdf:resource='u1'/>", "<item rdf:about=\"u1\">1</item>");
    String after =
        channel.formatted(
            "<rdf:li rdf:resource='u2'/> <rdf:li\n resource='u1'></rdf:li>",
            "<item rdf:about=\"u2\">2</item><item rdf:about=\"u1\">1</item>");

    assertThat(cut(before, after))
        .contains(
            channel.formatted("<rdf:li rdf:resource='u2'/>", "<item rdf:about=\"u2\">2</item>"));
  }

  @Test
  void ofRss10OneItemStaysSinceOneIsDemanded() {
    String before = "<rdf:RDF xmlns:rdf='r'><channel/><item>1</item><item>2</item></rdf:RDF>";
    String after =
        "<rdf:RDF xmlns:rdf='r'><channel></channel><item>1</item><item>2</item></rdf:RDF>";

    assertThat(cut(before, after))
        .contains("<rdf:RDF xmlns:rdf='r'><channel></channel><item>1</item></rdf:RDF>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<![CDATA[</item><item>]]>",
        "<!-- </item> -->",
        "<?x </item> ?>",
        "<a b='</item>' c=\">\"/>",
        "<item>inside</item>",
        "<x:item xmlns:x='x'/>",
        "ü — 語",
      })
  void whatOnlyLooksLikeTheEndOfAnItemIsPartOfIt(String content) {
    String item = "<item>" + content + "</item>";
    assertThat(
            cut(
                "<rss><channel>" + item + "</channel></rss>",
                "<rss><channel><item/>" + item + "</channel></rss>"))
        .contains("<rss><channel><item/></channel></rss>");
  }

  @Test
  void whatOnlyLooksLikeAnItemStays() {
    String rest =
        "<image><item>1</item></image><!-- <item>1</item> --><x:item xmlns:x='x'>1</x:item>"
            + "<description><![CDATA[<item>1</item>]]></description>";
    String after = "<rss><channel>" + rest + "<item>1</item></channel></rss>";

    assertThat(cut("<rss><channel><item>1</item></channel></rss>", after))
        .contains("<rss><channel>" + rest + "</channel></rss>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{\"items\": []}",
        "<html><channel><item>1</item></channel></html>",
        "<rss><channel><item>1</item></channel>",
        "<rss><channel><item>1</item></channel></rss></rss>",
        "<rss><channel><item>1</item></channel></rss><rss/>",
        "<rss><channel><item>1<br></item></channel></rss>",
        "<rss><channel><item>1</item><a b='x></channel></rss>",
        "<rss><channel><item>1</item><a b=<c/>/></channel></rss>",
        "<rss><channel><item>1</item><!-- </channel></rss>",
        "<rss><channel><item>1</item><![CDATA[ </channel></rss>",
        "<rss><channel><item>1</item>< a></channel></rss>",
        "<rss><channel><item>1</item><",
        "<!DOCTYPE rss [<!ENTITY i '<item/>'>]><rss><channel><item>1</item></channel></rss>",
        "<?xml version='1.0' encoding='Shift_JIS'?><rss><channel><item>1</item></channel></rss>",
        "<rss><channel><item>1</item>\u001b$B</channel></rss>",
      })
  void whereTheScanIsNotCertainNothingIsCut(String after) {
    assertThat(cut("<rss><channel><item>1</item></channel></rss>", after)).isEmpty();
  }

  @Test
  void widerCharactersAreNotCut() {
    String text = "<rss><channel><item>1</item></channel></rss>";
    assertThat(cut(text, text, StandardCharsets.UTF_16)).isEmpty();
    assertThat(cut(text, text, StandardCharsets.UTF_16LE)).isEmpty();
  }

  @Test
  void aDocumentTypeWithoutDeclarationsIsNoHindrance() {
    assertThat(
            cut(
                "<rss><channel><item>1</item></channel></rss>",
                "<!DOCTYPE rss PUBLIC '-//N//DTD>//EN' 'x.dtd'>"
                    + "<rss><channel><item>1</item></channel></rss>"))
        .contains("<!DOCTYPE rss PUBLIC '-//N//DTD>//EN' 'x.dtd'><rss><channel></channel></rss>");
  }

  @Test
  void nestingWithoutEndIsNotFollowed() {
    String deep = "<rss><channel><item>1</item>" + "<a>".repeat(300) + "</a>".repeat(300);
    assertThat(cut("<rss><channel><item>1</item></channel></rss>", deep + "</channel></rss>"))
        .isEmpty();
  }
}
